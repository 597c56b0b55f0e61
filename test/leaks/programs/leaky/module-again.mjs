// leak: class=ModuleWrap,Module,ModuleJob count=4 path=Module cause=module-cache
// One file is imported again and again, each time with its own classes.
let version = 0;
export async function round() {
  for (let n = 0; n < 4; n++) await import(`../parts/rules.mjs?version=${version++}`);
}

// leak: class=Profile count=26 path=profiles,Profile cause=unbounded-collection line=4
// A WeakMap beside a list that keeps all of its keys.
const profiles = [];
class Profile {
  constructor(id) {
    this.id = id;
  }
}
const details = new WeakMap();
exports.round = (i) => {
  for (let n = 0; n < 26; n++) {
    const profile = new Profile(i * 26 + n);
    profiles.push(profile);
    details.set(profile, { visits: [n], name: `p${n}` });
  }
};

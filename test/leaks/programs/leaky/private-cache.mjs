// leak: class=Row count=21 path=#rows,Row cause=unbounded-collection line=3
// A cache in a private field.
class Row {
  constructor(id) {
    this.id = id;
    this.cells = [id, id];
  }
}
class Repository {
  #rows = new Map();
  find(id) {
    let r = this.#rows.get(id);
    if (!r) this.#rows.set(id, (r = new Row(id)));
    return r;
  }
}
const repo = new Repository();
export function round(i) {
  for (let n = 0; n < 21; n++) repo.find(`r${i}-${n}`);
}

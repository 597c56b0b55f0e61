// leak: class=Category count=11 path=children,Category cause=unbounded-collection line=3
// A tree that gets more leaves, and more branches.
class Category {
  constructor(name, parent) {
    this.name = name;
    this.parent = parent;
    this.children = [];
  }
  add(name) {
    const c = new Category(name, this);
    this.children.push(c);
    return c;
  }
}
const root = new Category('root', null);
let shelf = root.add('shelf');
exports.round = (i) => {
  for (let n = 0; n < 11; n++) {
    if (n % 4 === 0) shelf = root.add(`s${i}-${n}`);
    else shelf.add(`c${i}-${n}`);
  }
};

// leak: class=Visitor count=14 path=visitors,Visitor cause=global-variable also=unbounded-collection line=3
// A Map of the global object.
class Visitor {
  constructor(id) {
    this.id = id;
    this.pages = ['/' + id];
  }
}
globalThis.visitors = new Map();
exports.round = (i) => {
  for (let n = 0; n < 14; n++) globalThis.visitors.set(`${i}-${n}`, new Visitor(n));
};

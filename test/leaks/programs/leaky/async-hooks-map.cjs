// leak: class=Span count=15 path=spans cause=unbounded-collection line=5
// Spans are stored by an id that is never deleted.
const spans = new Map();

class Span {
  constructor(name, parent) {
    this.name = name;
    this.parent = parent;
    this.tags = { start: Date.now() };
  }
}

let id = 0;
exports.round = async (i) => {
  for (let n = 0; n < 15; n++) {
    spans.set(++id, new Span(`op-${i}-${n}`, null));
    await null;
  }
};

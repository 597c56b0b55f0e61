// leak: class=Handle count=10 path=Handle cause=unbounded-collection also=other line=4
// What a FinalizationRegistry hands over leads back to what it waits for.
const registry = new FinalizationRegistry((h) => h.close());
class Handle {
  constructor(id) {
    this.id = id;
    this.bytes = [1, 2];
  }
  close() {}
}
exports.round = (i) => {
  for (let n = 0; n < 10; n++) {
    const file = { id: n };
    const h = new Handle(n);
    h.owner = file;
    registry.register(file, h);
  }
};

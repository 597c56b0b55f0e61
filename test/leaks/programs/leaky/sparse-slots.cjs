// leak: class=Slot count=5 path=slots cause=unbounded-collection line=3
// An array with large holes.
class Slot {
  constructor(i) {
    this.i = i;
    this.w = { i };
  }
}
const slots = [];
exports.round = (i) => {
  for (let n = 0; n < 5; n++) slots[(i * 5 + n) * 1000] = new Slot(n);
};

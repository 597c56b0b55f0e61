// leak: class=Trace count=1 path=traces,Trace cause=unbounded-collection line=4
// A little leak beside much that is thrown away and made anew.
const traces = [];
class Trace {
  constructor(i) {
    this.i = i;
  }
}
let noise = [];
exports.round = (i) => {
  noise = Array.from({ length: 20000 }, (_, n) => ({ id: n, name: `row ${n + i}`, tags: [n] }));
  traces.push(new Trace(i));
  return noise.length;
};

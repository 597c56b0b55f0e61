// leak: class=Array path=samples cause=unbounded-collection count=0
// Numbers need no objects: only the array itself grows.
class Histogram {
  constructor() {
    this.samples = [];
  }
}
const latency = new Histogram();
exports.round = (i) => {
  for (let n = 0; n < 400; n++) latency.samples.push(i + n);
};

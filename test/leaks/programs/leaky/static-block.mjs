// leak: class=Metric count=17 path=all,Metric cause=unbounded-collection line=8
// A Set that a static block makes.
class Metric {
  static all;
  static {
    Metric.all = new Set();
  }
  constructor(name) {
    this.name = name;
    this.buckets = [0, 1, 2];
    Metric.all.add(this);
  }
}
export function round(i) {
  for (let n = 0; n < 17; n++) new Metric(`m${i}_${n}`);
}

// leak: class=Window,Timeout count=3 path=Timeout cause=timer line=4
// Two intervals an object: of the list of all timers, half are found from its end.
class Window {
  constructor(size) {
    this.buckets = Array.from({ length: 10 }, () => ({ hits: 0, misses: 0 }));
    this.turn = setInterval(() => this.buckets.push(this.buckets.shift()), size);
    this.sum = setInterval(() => this.buckets.reduce((sum, { hits }) => sum + hits, 0), size);
    this.turn.unref();
    this.sum.unref();
  }
}
exports.round = () => {
  for (let n = 0; n < 3; n++) new Window(10_000);
};

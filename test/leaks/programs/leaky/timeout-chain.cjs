// leak: class=RetryTask count=8 path=RetryTask cause=timer line=3
// A timeout that sets itself again.
class RetryTask {
  constructor(id) {
    this.id = id;
    this.tries = [1];
    this.again();
  }
  again() {
    this.t = setTimeout(() => this.again(), 3600_000 + this.id);
  }
}
exports.round = (i) => {
  for (let n = 0; n < 8; n++) new RetryTask(i * 8 + n);
};

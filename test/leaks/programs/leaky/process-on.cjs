// leak: class=Shutdown count=5 path=Shutdown cause=event-listener line=4
// A listener of process for every object.
process.setMaxListeners(0);
class Shutdown {
  constructor(id) {
    this.id = id;
    this.files = ['f' + id];
    process.on('SIGTERM', () => this.close());
  }
  close() {
    this.files = [];
  }
}
exports.round = (i) => {
  for (let n = 0; n < 5; n++) new Shutdown(i * 5 + n);
};

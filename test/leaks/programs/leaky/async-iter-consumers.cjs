// leak: class=Tail,AsyncGenerator,{resolve} count=7 path=Tail cause=pending-promise also=event-listener,unbounded-collection,closure-context line=7
// Readers that wait for a line that never comes.
const waiters = [];
function nextLine() {
  return new Promise((resolve) => waiters.push(resolve));
}
class Tail {
  constructor(id) {
    this.id = id;
    this.lines = ['a' + id];
  }
  async run() {
    for (;;) {
      this.lines.push(await nextLine());
    }
  }
}
exports.round = (i) => {
  for (let n = 0; n < 7; n++) new Tail(i * 7 + n).run();
};

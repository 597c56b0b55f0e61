// leak: class=Chart count=16 path=Chart cause=dangling-subscription also=event-listener,closure-context line=14
// A hand-made observable with subscribe(); nobody unsubscribes.
class Store {
  constructor() {
    this.subscribers = new Set();
  }
  subscribe(listener) {
    this.subscribers.add(listener);
    return () => this.subscribers.delete(listener);
  }
}
const store = new Store();
class Chart {
  constructor(id) {
    this.id = id;
    this.points = new Array(12).fill(0);
    store.subscribe((value) => this.points.push(value));
  }
}
exports.round = (i) => {
  for (let n = 0; n < 16; n++) new Chart(i * 16 + n);
};

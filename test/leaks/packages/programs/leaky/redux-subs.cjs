// leak: class=GridView count=9 path=GridView cause=dangling-subscription also=event-listener,closure-context,unbounded-collection line=6
// Subscribers that nobody unsubscribes.
const { createStore } = require('redux');
const store = createStore((s = { n: 0 }, a) => (a.type === 'inc' ? { n: s.n + 1 } : s));

class GridView {
  constructor(id) {
    this.id = id;
    this.rows = [1, 2, id];
    this.unsubscribe = store.subscribe(() => this.update());
  }
  update() {
    this.rows[0] = store.getState().n;
  }
}
exports.round = (i) => {
  for (let n = 0; n < 9; n++) new GridView(i * 9 + n);
  store.dispatch({ type: 'inc' });
};

// A list with a limit.
const { createStore } = require('redux');
const store = createStore((s = { list: [] }, a) => ({ list: [...s.list, { id: a.id }].slice(-50) }));
exports.round = (i) => {
  for (let n = 0; n < 30; n++) {
    const u = store.subscribe(() => n);
    store.dispatch({ type: 'a', id: i * 30 + n });
    u();
  }
};

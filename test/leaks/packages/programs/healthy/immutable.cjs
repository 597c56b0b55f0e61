// A list with a limit, as persistent data. Needs three snapshots.
const { Map: M, List } = require('immutable');
let s = M({ items: List() });
exports.round = (i) => {
  for (let n = 0; n < 40; n++) s = s.update('items', (l) => l.push(M({ i, n })).takeLast(60));
};

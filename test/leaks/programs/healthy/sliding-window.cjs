// The last 500 by rising number: old numbers are deleted, so the store of numbered properties has holes.
const byId = {};
const order = [];
let id = 0;

exports.round = (i) => {
  for (let n = 0; n < 160; n++) {
    byId[id] = { id, at: i };
    order.push(id++);
    if (order.length > 500) delete byId[order.shift()];
  }
};

// leak: class=Function,{id\, payload},Object,system / Context count=30 path=drains cause=closure-context also=unbounded-collection
// Callbacks are queued for a flush that nobody calls.
const drains = [];
function send(id) {
  const message = { id, payload: new Array(30).fill(id) };
  drains.push(() => message.payload.length);
}
exports.round = (i) => {
  for (let n = 0; n < 30; n++) send(i * 30 + n);
};

// leak: class=Function,system / Context,{name\, calls},Object count=10 path=handler cause=closure-context
// Middleware is wrapped again and again: each wrapper holds the one before.
let handler = (request) => request;
function use(name) {
  const next = handler;
  const stats = { name, calls: new Array(40).fill(0) };
  handler = (request) => {
    stats.calls[0]++;
    return next(request);
  };
}
exports.round = (i) => {
  for (let n = 0; n < 10; n++) use(`layer-${i}-${n}`);
};

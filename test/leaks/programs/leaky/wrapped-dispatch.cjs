// leak: class=Function,system / Context count=0 path=dispatch cause=closure-context
// Each round wraps the function of the round before, with a small object in between.
const client = { dispatch: (request) => request };
const tagged = (value) => (request) => ({ ...request, value });
exports.round = (i) => {
  for (let n = 0; n < 12; n++) {
    const before = client.dispatch;
    const token = { value: `token ${i}.${n}` };
    const tag = tagged(token);
    client.dispatch = (request) => before(tag(request));
  }
};

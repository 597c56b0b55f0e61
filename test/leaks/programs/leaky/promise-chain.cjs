// leak: class=Promise count=10 path=Promise cause=pending-promise also=unbounded-collection,closure-context
// Everything waits for one promise that never settles.
const ready = new Promise(() => {});
exports.round = (i) => {
  for (let n = 0; n < 10; n++) void ready.then(() => `started ${i}.${n}`);
};

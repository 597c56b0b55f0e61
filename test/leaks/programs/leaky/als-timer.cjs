// leak: class=RequestState count=25 path=waiting,RequestState cause=async-context also=pending-promise,unbounded-collection line=6
// A list of async resources made inside run() keeps every request's store.
const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks');
const storage = new AsyncLocalStorage();
const waiting = [];
class RequestState {
  constructor(id) {
    this.id = id;
    this.headers = { host: 'example.org', trace: `t-${id}` };
  }
}

exports.round = (i) => {
  for (let n = 0; n < 25; n++) {
    storage.run(new RequestState(`${i}-${n}`), () => waiting.push(new AsyncResource('WAITING')));
  }
};

// leak: class=Function,Promise count=0 path=_events,drained cause=event-listener also=pending-promise
// events.once() loses the race each time; its listeners stay, one for the event and one for 'error'.
const { EventEmitter, once } = require('node:events');
class Pool extends EventEmitter {}
const pool = new Pool().setMaxListeners(0);
exports.round = async () => {
  for (let n = 0; n < 7; n++)
    await Promise.race([once(pool, 'drained'), new Promise((resolve) => setImmediate(resolve))]);
};

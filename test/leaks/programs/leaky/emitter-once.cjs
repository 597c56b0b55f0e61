// leak: class=Upload count=12 path=_events,Upload cause=event-listener line=5
// once() listeners for an event that never comes.
const { EventEmitter } = require('node:events');
const bus = new EventEmitter().setMaxListeners(0);
class Upload {
  constructor(name) {
    this.name = name;
    this.chunks = [name];
    bus.once('drain', this.finish.bind(this));
  }
  finish() {
    this.chunks.length = 0;
  }
}
exports.round = (i) => {
  for (let n = 0; n < 12; n++) new Upload(`file-${i}-${n}`);
};

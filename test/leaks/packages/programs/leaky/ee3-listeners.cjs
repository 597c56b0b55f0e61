// leak: class=Follower,EE,Function count=14 path=_events cause=event-listener
// Listeners of an emitter that is not Node's.
const EventEmitter = require('eventemitter3');
const bus = new EventEmitter();
class Follower {
  constructor(id) {
    this.id = id;
    this.seen = new Set([id]);
    bus.on('price', this.onPrice, this);
  }
  onPrice(p) {
    this.seen.add(p);
  }
}
exports.round = (i) => {
  for (let n = 0; n < 14; n++) new Follower(i * 14 + n);
};

// leak: class=Booking,Notice count=20 path= cause=unbounded-collection
// Two leaks that have nothing to do with each other.
const { EventEmitter } = require('node:events');
const bookings = new Map();
const desk = new EventEmitter().setMaxListeners(0);
class Booking {
  constructor(id) {
    this.id = id;
    this.seats = new Array(30).fill(id);
  }
}
class Notice {
  constructor(id) {
    this.id = id;
    desk.on('open', () => this.id);
  }
}
exports.round = (i) => {
  for (let n = 0; n < 20; n++) bookings.set(`${i}-${n}`, new Booking(n));
  for (let n = 0; n < 10; n++) new Notice(n);
};

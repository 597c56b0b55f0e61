// Listeners that are taken off.
const { EventEmitter } = require('node:events');
const bus = new EventEmitter();
exports.round = async (i) => {
  for (let n = 0; n < 20; n++) {
    const h = () => n;
    bus.on('x', h);
    const e = new EventEmitter();
    e.on('done', () => n);
    e.emit('done');
    bus.off('x', h);
  }
  bus.emit('x');
};

const { EventEmitter } = require('node:events');
const bus = new EventEmitter().setMaxListeners(0);
class View {
  constructor(id) {
    this.id = id;
    this.onTick = () => this.id;
    bus.on('tick', this.onTick);
  }
  close() {
    bus.off('tick', this.onTick);
  }
}
exports.round = (i) => {
  const views = Array.from({ length: 50 }, (_, n) => new View(i + n));
  bus.emit('tick');
  for (const view of views) view.close();
};

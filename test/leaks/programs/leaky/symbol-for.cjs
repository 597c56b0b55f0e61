// leak: class=(string),(symbol) count=30 cause=other
// Topics by their number are symbols of the registry, which V8 never lets go.
const handlers = new Map();

exports.round = (i) => {
  for (let n = 0; n < 30; n++) {
    const topic = Symbol.for(`order/${i}/${n}`);
    handlers.set(topic, () => n);
    handlers.get(topic)();
    handlers.delete(topic);
  }
};

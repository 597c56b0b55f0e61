// leak: class=Script,ContextifyScript,Node / ContextifyScript count=10 path=compiled cause=unbounded-collection
// Compiled scripts by their source.
const vm = require('node:vm');
const compiled = new Map();
exports.round = (i) => {
  for (let n = 0; n < 10; n++) {
    const src = `(${i} + ${n}) * 2`;
    compiled.set(src, new vm.Script(src));
    compiled.get(src).runInThisContext();
  }
};

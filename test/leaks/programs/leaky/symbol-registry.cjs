// leak: class=Plugin count=9 path=Plugin cause=unbounded-collection line=5
// A list under a symbol.
const kPlugins = Symbol('plugins');
const host = { name: 'host' };
class Plugin {
  constructor(id) {
    this.id = id;
    this.options = { id, on: [id] };
  }
}
host[kPlugins] = [];
exports.round = (i) => {
  for (let n = 0; n < 9; n++) host[kPlugins].push(new Plugin(i));
};

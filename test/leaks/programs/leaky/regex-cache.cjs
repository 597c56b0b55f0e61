// leak: class=RegExp,(string) count=15 path=patterns cause=unbounded-collection
// An object used as a dictionary of regular expressions.
const patterns = {};
exports.round = (i) => {
  for (let n = 0; n < 15; n++) {
    const k = `user${i}x${n}`;
    patterns[k] = patterns[k] || new RegExp(`^${k}[a-z]+$`);
    patterns[k].test('abc');
  }
};

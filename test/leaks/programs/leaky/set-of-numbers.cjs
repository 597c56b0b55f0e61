// leak: class=Set path=seen cause=unbounded-collection
// Small numbers are no objects: the Set itself gets larger.
const seen = new Set();
let k = 0;
exports.round = () => {
  for (let n = 0; n < 800; n++) seen.add(k++);
};

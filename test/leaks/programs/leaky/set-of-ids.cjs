// leak: class=(string),(concatenated string),Set path=seen cause=unbounded-collection
// Only strings: the Set has nothing else.
const seen = new Set();
exports.round = (i) => {
  for (let n = 0; n < 60; n++) seen.add(`message-${i}-${n}`);
};

// A ring of fixed size that is full only after the second snapshot.
const last = new Array(20).fill(null);

exports.round = (i) => {
  last[i % last.length] = { round: i, at: Date.now() };
};

// New property names in every round, but only the last objects are kept.
let latest = [];
exports.round = (i) => {
  latest = Array.from({ length: 30 }, (_, n) => ({ [`field_${i}_${n}`]: n, [`other${n}`]: i }));
};

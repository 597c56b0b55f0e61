// Values of a WeakMap go with their keys.
const extra = new WeakMap();
let current = [];
exports.round = (i) => {
  current = Array.from({ length: 200 }, (_, n) => ({ n, i }));
  for (const one of current) extra.set(one, { visits: [i], note: `n${one.n}` });
};

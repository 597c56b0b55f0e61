// Functions get hot and are compiled, with new shapes now and then.
const makers = Array.from({ length: 40 }, (_, n) => new Function('x', `return { a${n}: x, b: x + ${n} }`));
exports.round = (i) => {
  let sum = 0;
  for (let n = 0; n < 4000; n++) sum += makers[(n + i) % makers.length](n).b;
  return sum;
};

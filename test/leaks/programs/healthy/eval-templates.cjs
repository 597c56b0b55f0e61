// Functions made from text that are used once.
const compiled = new Map();
exports.round = (i) => {
  for (let n = 0; n < 10; n++) {
    const k = n;
    if (!compiled.has(k)) compiled.set(k, new Function('x', `return x + ${k}`));
    compiled.get(k)(i);
    new Function('y', `return y * ${i * 10 + n}`)(2);
  }
};

// A few regular expressions, used often.
const rx = /^(\w+)-(\d+)$/;
const cache = {};
exports.round = (i) => {
  for (let n = 0; n < 300; n++) {
    const m = rx.exec(`abc-${i * 300 + n}`);
    const k = `p${n % 12}`;
    cache[k] ??= new RegExp(`^${k}`);
    cache[k].test(m[1]);
  }
};

// A bounded set of keys.
const buckets = new Map();
exports.round = (i) => {
  for (let n = 0; n < 200; n++) {
    const ip = `10.0.0.${(i * 31 + n) % 150}`;
    const b = buckets.get(ip) ?? { left: 10, at: 0 };
    b.left--;
    b.at = i;
    buckets.set(ip, b);
  }
};

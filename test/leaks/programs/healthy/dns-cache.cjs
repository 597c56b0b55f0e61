// Answers that expire.
const cache = new Map();
const lookup = (h, now) => {
  const c = cache.get(h);
  if (c && c.until > now) return c.ip;
  const e = { ip: '10.1.1.' + (now % 250), until: now + 4 };
  cache.set(h, e);
  return e.ip;
};
exports.round = (i) => {
  for (let n = 0; n < 80; n++) lookup(`h${(i * 13 + n) % 300}.example`, i);
  for (const [k, v] of cache) if (v.until <= i) cache.delete(k);
};

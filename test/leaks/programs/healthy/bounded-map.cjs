// A Map that drops its oldest entry.
const recent = new Map();
exports.round = (i) => {
  for (let n = 0; n < 150; n++) {
    recent.set(`${i}/${n}`, { i, n, text: `entry ${n}` });
    if (recent.size > 300) recent.delete(recent.keys().next().value);
  }
};

// Fills in the first rounds, then everything is found. Needs three snapshots.
const pages = new Map();
exports.round = (i) => {
  for (let n = 0; n < 12; n++) {
    const key = `page ${(i * 12 + n) % 140}`;
    if (!pages.has(key)) pages.set(key, { key, html: new Array(20).fill(key) });
  }
};

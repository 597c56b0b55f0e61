// A loader for each request.
const DataLoader = require('dataloader');
exports.round = async (i) => {
  for (let n = 0; n < 10; n++) {
    const l = new DataLoader(async (ids) => ids.map((id) => ({ id })));
    await Promise.all([l.load(i), l.load(n), l.load(i * 100 + n)]);
  }
};

// leak: class=Quote,{t\, v} count=18 path=data cause=unbounded-collection
// A cache without a time limit.
const NodeCache = require('node-cache');
const cache = new NodeCache({ stdTTL: 0, useClones: false, checkperiod: 0 });
class Quote {
  constructor(s) {
    this.symbol = s;
    this.bid = 1.5;
  }
}
exports.round = (i) => {
  for (let n = 0; n < 18; n++) cache.set(`q-${i}-${n}`, new Quote(`S${n}`));
};

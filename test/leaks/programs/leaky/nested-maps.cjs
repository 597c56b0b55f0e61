// leak: class=Reading count=18 path=Reading cause=unbounded-collection line=3
// The lists in the Maps of a Map get longer.
class Reading {
  constructor(v) {
    this.v = v;
    this.at = { v };
  }
}
const byRegion = new Map([
  ['eu', new Map()],
  ['us', new Map()],
]);
exports.round = (i) => {
  for (let n = 0; n < 18; n++) {
    const m = byRegion.get(n % 2 ? 'eu' : 'us');
    const day = `d${n % 5}`;
    let l = m.get(day);
    if (!l) m.set(day, (l = []));
    l.push(new Reading(i));
  }
};

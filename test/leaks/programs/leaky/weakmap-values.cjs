// leak: class=QuotaHit count=20 path=hits,Set,QuotaHit cause=unbounded-collection line=3

class QuotaHit {
  constructor(at) {
    this.at = at;
  }
}

const tenants = Array.from({ length: 4 }, (_, n) => ({ name: `tenant-${n}` }));
// The keys live for ever, and so do the values.
const hits = new WeakMap(tenants.map((tenant) => [tenant, new Set()]));

exports.round = (i) => {
  for (const tenant of tenants) for (let n = 0; n < 5; n++) hits.get(tenant).add(new QuotaHit(i * 5 + n));
};

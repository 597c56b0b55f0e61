// leak: class=CachedResponse count=33 path=cache,Map,CachedResponse cause=unbounded-collection line=3
// The key has a timestamp in it, so nothing is ever found again.
class CachedResponse {
  constructor(body) {
    this.body = body;
    this.headers = new Map([['content-type', 'text/html']]);
  }
}
class Gateway {
  constructor() {
    this.cache = new Map();
  }
  get(url, now) {
    const key = JSON.stringify({ url, now });
    if (!this.cache.has(key)) this.cache.set(key, new CachedResponse(`<p>${url}</p>`));
    return this.cache.get(key);
  }
}
const gateway = new Gateway();
exports.round = (i) => {
  for (let n = 0; n < 33; n++) gateway.get(`/item/${n}`, i * 1000 + n);
};

// leak: class=Token count=2 path=tokens,Token cause=unbounded-collection line=3
// Two small objects a round beside forty thousand that come and go.
class Token {
  constructor(v) {
    this.v = v;
  }
}
const tokens = new Map();
let hot = [];
const lru = new Map();
exports.round = (i) => {
  hot = Array.from({ length: 40000 + (i % 5) * 900 }, (_, n) => ({ n, s: 'x' + n, parts: [n] }));
  for (let n = 0; n < 500; n++) {
    lru.set(`${i}-${n}`, { n });
    if (lru.size > 3000) lru.delete(lru.keys().next().value);
  }
  for (let n = 0; n < 2; n++) tokens.set(`t${i}-${n}`, new Token(n));
};

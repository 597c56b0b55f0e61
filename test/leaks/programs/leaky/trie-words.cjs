// leak: class=TrieNode path=root,TrieNode cause=unbounded-collection line=3
// A trie that only ever gets words.
class TrieNode {
  constructor() {
    this.next = new Map();
    this.end = false;
  }
}
const root = new TrieNode();
function add(word) {
  let at = root;
  for (const c of word) {
    let to = at.next.get(c);
    if (!to) at.next.set(c, (to = new TrieNode()));
    at = to;
  }
  at.end = true;
}
exports.round = (i) => {
  for (let n = 0; n < 20; n++) add((i * 20 + n).toString(7) + 'abc' + n);
};

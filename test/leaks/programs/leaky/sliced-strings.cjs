// leak: class=(sliced string),(string) path=ids cause=string-accumulation also=unbounded-collection count=0
// A token cut out of each document keeps the whole document.
const ids = [];
exports.round = (i) => {
  for (let n = 0; n < 5; n++) {
    const text = Buffer.alloc(4000, 97 + (n % 26)).toString() + `${i}.${n}`;
    ids.push(text.slice(100, 140));
  }
};

// leak: class=(string),(concatenated string) path=rendered cause=unbounded-collection count=0
const rendered = {};
function render(name) {
  return (rendered[name] ??= Buffer.from(`<b>hello ${name}, welcome back to the shop</b>`).toString());
}
exports.round = (i) => {
  for (let n = 0; n < 60; n++) render(`customer ${i}.${n}`);
};

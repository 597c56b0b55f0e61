// leak: class=LogEntry count=30 path=LogEntry cause=unbounded-collection also=other line=4
// Each entry knows the one before.
let newest = null;
class LogEntry {
  constructor(text, before) {
    this.text = text;
    this.before = before;
  }
}
exports.round = (i) => {
  for (let n = 0; n < 30; n++) newest = new LogEntry(`line ${i}-${n}`, newest);
};

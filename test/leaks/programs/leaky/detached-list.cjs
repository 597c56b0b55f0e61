// leak: class=HistoryNode count=35 path=head,HistoryNode cause=unbounded-collection line=4
// A linked list that only ever gets longer.
const history = { head: null, length: 0 };
class HistoryNode {
  constructor(state, previous) {
    this.state = state;
    this.previous = previous;
  }
}
exports.round = (i) => {
  for (let n = 0; n < 35; n++) {
    history.head = new HistoryNode({ version: i * 35 + n, text: `v${i}` }, history.head);
    history.length++;
  }
};

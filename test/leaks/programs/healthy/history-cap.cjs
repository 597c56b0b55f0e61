// A history with a limit.
const undo = [];
let state = { v: 0, items: [] };
exports.round = (i) => {
  for (let n = 0; n < 30; n++) {
    undo.push(state);
    if (undo.length > 100) undo.shift();
    state = { v: i * 30 + n, items: [n] };
  }
};

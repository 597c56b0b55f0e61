// leak: class=Tooltip count=8 path=Tooltip cause=event-listener line=6
// Listeners on a document, and each has an element of its own.
const { JSDOM } = require('jsdom');
const { document } = new JSDOM('<body></body>').window;
// a tooltip follows the pointer
class Tooltip {
  constructor(id) {
    this.id = id;
    this.el = document.createElement('i');
    document.addEventListener('mousemove', (e) => this.move(e));
  }
  move(e) {
    this.x = e.clientX;
  }
}
exports.round = (i) => {
  for (let n = 0; n < 8; n++) new Tooltip(i * 8 + n);
};

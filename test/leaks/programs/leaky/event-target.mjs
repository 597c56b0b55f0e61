// leak: class=Widget count=20 path=theme,Widget cause=event-listener line=3
const theme = new EventTarget();
class Widget {
  constructor(id) {
    this.id = id;
    this.cells = new Array(10).fill(id);
    theme.addEventListener('change', () => this.paint());
  }
  paint() {
    this.painted = true;
  }
}
export function round(i) {
  for (let n = 0; n < 20; n++) new Widget(i * 20 + n);
}

// leak: class=HTMLDivElement count=8 path=removed cause=detached-dom also=unbounded-collection
// Elements that left the document, but not a list.
import { Window } from 'happy-dom';
const window = new Window();
const { document } = window;
const removed = [];
export function round(i) {
  for (let n = 0; n < 8; n++) {
    const div = document.createElement('div');
    div.textContent = `toast ${i}-${n}`;
    document.body.appendChild(div);
    document.body.removeChild(div);
    removed.push(div);
  }
}

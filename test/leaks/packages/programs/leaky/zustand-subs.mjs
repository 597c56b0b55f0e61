// leak: class=MapLayer count=13 path=MapLayer cause=dangling-subscription also=event-listener,closure-context,unbounded-collection line=5
// Subscribers that nobody unsubscribes.
import { createStore } from 'zustand/vanilla';
const store = createStore(() => ({ zoom: 1 }));
class MapLayer {
  constructor(name) {
    this.name = name;
    this.tiles = new Map([[name, 1]]);
    store.subscribe((s) => this.draw(s));
  }
  draw(s) {
    this.zoom = s.zoom;
  }
}
export function round(i) {
  for (let n = 0; n < 13; n++) new MapLayer(`l${i}-${n}`);
  store.setState({ zoom: i });
}

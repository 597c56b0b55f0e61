// leak: class=Thumb count=22 path=LRUCache,Thumb cause=unbounded-collection line=4
// A limit that is never reached.
import { LRUCache } from 'lru-cache';
class Thumb {
  constructor(key) {
    this.key = key;
    this.size = [16, 16];
  }
}
const thumbs = new LRUCache({ maxSize: 1e9, sizeCalculation: () => 1 });
export function round(i) {
  for (let n = 0; n < 22; n++) thumbs.set(`${i}/${n}`, new Thumb(`${i}/${n}`));
}

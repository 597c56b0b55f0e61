// A full cache.
import { LRUCache } from 'lru-cache';
const c = new LRUCache({ max: 100 });
let k = 0;
export function round() {
  for (let n = 0; n < 60; n++) c.set(`k${k++}`, { v: k, parts: [k] });
}

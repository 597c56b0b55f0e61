// leak: class=Audit count=20 path=trail,entries cause=unbounded-collection
// What leaks hangs in a variable that a module exports: V8 keeps it in a cell beside the module.
import { Audit, trail } from '../parts/audit-trail.mjs';
export function round(i) {
  for (let n = 0; n < 20; n++) trail.entries.push(new Audit(`entry ${i}.${n}`));
}

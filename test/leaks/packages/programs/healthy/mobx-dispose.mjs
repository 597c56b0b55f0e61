// Reactions that are disposed of.
import { observable, autorun } from 'mobx';
const s = observable({ n: 0 });
export function round() {
  const d = [];
  for (let n = 0; n < 20; n++) d.push(autorun(() => s.n));
  s.n++;
  for (const f of d) f();
}

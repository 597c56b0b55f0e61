// leak: class=PriceTick count=25 path=_buffer,PriceTick cause=unbounded-collection also=dangling-subscription line=4
// A subject that remembers everything.
import { ReplaySubject } from 'rxjs';
class PriceTick {
  constructor(p) {
    this.price = p;
    this.book = { bid: p, ask: p + 1 };
  }
}
const prices = new ReplaySubject();
export function round(i) {
  for (let n = 0; n < 25; n++) prices.next(new PriceTick(i + n));
}

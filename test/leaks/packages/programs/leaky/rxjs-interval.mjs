// leak: class=Poller count=7 path=Poller cause=timer also=dangling-subscription line=4
// An interval for each object.
import { interval } from 'rxjs';
class Poller {
  constructor(id) {
    this.id = id;
    this.seen = [];
    this.sub = interval(60000).subscribe((n) => this.seen.push(n));
  }
}
export function round(i) {
  for (let n = 0; n < 7; n++) new Poller(i * 7 + n);
}

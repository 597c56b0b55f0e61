// Subscriptions that end by themselves.
import { Subject } from 'rxjs';
import { take, map } from 'rxjs/operators';
const s = new Subject();
export function round(i) {
  for (let n = 0; n < 20; n++) {
    s.pipe(
      take(1),
      map((x) => x + n),
    ).subscribe(() => {});
  }
  s.next(i);
}

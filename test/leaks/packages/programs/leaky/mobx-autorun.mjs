// leak: class=OrderPane,Reaction count=10 path=OrderPane cause=dangling-subscription line=5
// Reactions that nobody disposes of.
import { observable, autorun } from 'mobx';
const market = observable({ price: 1 });
class OrderPane {
  constructor(id) {
    this.id = id;
    this.shown = 0;
    this.stop = autorun(() => {
      this.shown = market.price;
    });
  }
}
export function round(i) {
  for (let n = 0; n < 10; n++) new OrderPane(`${i}-${n}`);
}

// leak: class=PriceWidget,ReactiveEffect count=12 path=PriceWidget cause=dangling-subscription also=closure-context line=6
// Effects that nobody stops.
import { reactive, effect } from '@vue/reactivity';
const state = reactive({ price: 1, currency: 'EUR' });
// a widget that follows the price
class PriceWidget {
  constructor(id) {
    this.id = id;
    this.text = '';
    this.history = [id, id + 1];
    effect(() => {
      this.text = `${this.id}: ${state.price}`;
    });
  }
}
export function round(i) {
  for (let n = 0; n < 12; n++) new PriceWidget(i * 12 + n);
  state.price++;
}

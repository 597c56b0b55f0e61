/** The steps of a discount. */
export class DiscountTable {
  constructor() {
    this.steps = Array.from({ length: 20 }, (_, i) => ({ from: i * 50, percent: i / 2 }));
  }
}

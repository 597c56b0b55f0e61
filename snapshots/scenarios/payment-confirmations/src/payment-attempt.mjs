/** One try to pay for an order. */
export class PaymentAttempt {
  constructor(order, amount) {
    this.order = order;
    this.amount = amount;
    this.reference = `P/${order}`;
    this.state = 'waiting';
  }
}

// leak: class=Ticket count=40 path=Ticket,registry cause=unbounded-collection line=2
class Ticket {
  static registry = new Set();
  constructor(number) {
    this.number = number;
    Ticket.registry.add(this);
  }
}
export function round(i) {
  for (let n = 0; n < 40; n++) new Ticket(i * 40 + n);
}

// leak: class=Invoice count=40 path=Invoice,all cause=unbounded-collection line=3
class Invoice {
  constructor(number) {
    this.number = number;
    this.lines = [number, number + 1];
    Invoice.all.push(this);
  }
}
Invoice.all = [];
exports.round = (i) => {
  for (let n = 0; n < 40; n++) new Invoice(i * 40 + n);
};

// leak: class=Invoice,AuditLog cause=unbounded-collection extra=1
// Two leaks in one program.
class Invoice {
  constructor(n) {
    this.n = n;
    this.lines = [{ n }, { n: n + 1 }];
  }
}
class AuditLog {
  constructor(n) {
    this.at = n;
    this.who = `user-${n}`;
  }
}
const invoices = new Map();
const audit = [];
exports.round = (i) => {
  for (let n = 0; n < 20; n++) {
    invoices.set(i * 20 + n, new Invoice(n));
    audit.push(new AuditLog(n));
  }
};

// leak: class=Order count=30 path=pendingOrders cause=unbounded-collection line=4
// Orders of unknown customers are put aside and forgotten.
const pendingOrders = new Set();
class Order {
  constructor(id) {
    this.id = id;
    this.items = [{ sku: `s${id}` }];
  }
}
exports.round = (i) => {
  for (let n = 0; n < 60; n++) {
    const order = new Order(i * 60 + n);
    pendingOrders.add(order);
    if (n % 2) pendingOrders.delete(order);
  }
};

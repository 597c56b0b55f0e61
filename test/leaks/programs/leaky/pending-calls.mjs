// leak: class=Waiter,Promise count=14 path=waiters cause=pending-promise also=unbounded-collection
// A lock that is taken and never given back: everybody waits.
class Waiter {
  constructor(resolve, name) {
    this.resolve = resolve;
    this.name = name;
  }
}
const waiters = [];
const acquire = (name) => new Promise((resolve) => waiters.push(new Waiter(resolve, name)));
async function work(name) {
  await acquire(name);
  return name.length;
}
export async function round(i) {
  for (let n = 0; n < 14; n++) void work(`task ${i}.${n}`);
}

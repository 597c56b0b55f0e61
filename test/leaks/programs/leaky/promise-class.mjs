// leak: class=Query count=6 path=running,Query cause=pending-promise also=unbounded-collection
// Promises of the program's own class that nobody settles.
class Query extends Promise {
  static get [Symbol.species]() {
    return Promise;
  }
}
const running = new Map();
export function round(i) {
  for (let n = 0; n < 6; n++) {
    const query = new Query(() => {});
    running.set(`${i}.${n}`, query);
    query.then((rows) => rows.length);
  }
}

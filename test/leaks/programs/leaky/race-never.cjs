// leak: class=Caller,Promise,PromiseReaction count=12 path=shutdown cause=pending-promise also=closure-context
// One promise that never settles gets a reaction with every race.
let stop;
const shutdown = new Promise((r) => {
  stop = r;
});
class Caller {
  constructor(id) {
    this.id = id;
  }
}
exports.round = async (i) => {
  for (let n = 0; n < 12; n++) {
    const c = new Caller(n);
    await Promise.race([shutdown.then(() => c), Promise.resolve(1)]);
  }
};

// leak: class=Promise,Ticket count=15 path=waiting cause=pending-promise also=unbounded-collection
// Calls that wait, with promises of a library.
const Promise = require('bluebird');
const waiting = new Map();
class Ticket {
  constructor(id) {
    this.id = id;
    this.opened = { at: id };
  }
}
function ask(id) {
  const ticket = new Ticket(id);
  return new Promise((resolve) => {
    waiting.set(id, { ticket, resolve });
  });
}
exports.round = (i) => {
  for (let n = 0; n < 15; n++) ask(`q${i}-${n}`).then(() => 'done');
};

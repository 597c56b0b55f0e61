// A queue that is as long as before after every round.
class Job {
  constructor(id) {
    this.id = id;
    this.payload = { id, parts: [id, id] };
  }
}
const queue = [];
let id = 0;
exports.setup = () => {
  while (queue.length < 400) queue.push(new Job(id++));
};
exports.round = () => {
  for (let n = 0; n < 130; n++) {
    queue.shift();
    queue.push(new Job(id++));
  }
};

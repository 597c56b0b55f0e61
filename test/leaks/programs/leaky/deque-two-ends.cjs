// leak: class=Job count=30 path=queue,Job cause=unbounded-collection line=4
// A list with two ends to which more is added than taken: its nodes are found from either end.
class Job {
  constructor(id) {
    this.id = id;
    this.before = null;
    this.after = null;
  }
}
class Deque {
  #first = null;
  #last = null;
  push(job) {
    job.before = this.#last;
    if (this.#last === null) this.#first = job;
    else this.#last.after = job;
    this.#last = job;
  }
  shift() {
    const job = this.#first;
    if (job === null) return null;
    this.#first = job.after;
    if (job.after === null) this.#last = null;
    else job.after.before = null;
    return job;
  }
}
const queue = new Deque();

exports.round = (i) => {
  for (let n = 0; n < 40; n++) queue.push(new Job(`${i}-${n}`));
  for (let n = 0; n < 10; n++) queue.shift();
};

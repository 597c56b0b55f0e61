// leak: class=Job count=10 path=queue cause=pending-promise also=unbounded-collection,closure-context line=4
// A job that never ends, and all others behind it.
import PQueue from 'p-queue';
class Job {
  constructor(id) {
    this.id = id;
    this.payload = [id, 'x' + id];
  }
  run() {
    return this.id;
  }
}
const queue = new PQueue({ concurrency: 1 });
queue.add(() => new Promise(() => {}));
export function round(i) {
  for (let n = 0; n < 10; n++) {
    const job = new Job(i * 10 + n);
    queue.add(() => job.run());
  }
}

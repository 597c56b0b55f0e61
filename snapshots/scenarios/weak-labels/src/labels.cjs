'use strict';

class JobLabel {
  constructor(job) {
    this.text = `job ${job.id}`;
    this.job = job;
    this.seen = 0;
  }
}

const labels = new WeakMap();

/** The label of a job. It refers to the job, and still keeps nothing alive: its key is the only way in. */
function labelOf(job) {
  const label = labels.get(job) ?? new JobLabel(job);
  labels.set(job, label);
  return label;
}

module.exports = { labelOf };

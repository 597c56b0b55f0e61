'use strict';
// Labels for jobs live in a WeakMap. The last 100 jobs are kept; the labels of all others go with their jobs.
const { labelOf } = require('./src/labels.cjs');

const recent = [];

exports.round = (number) => {
  for (let i = 0; i < 40; i++) {
    const job = { id: `${number}-${i}`, state: 'done' };
    labelOf(job).seen += 1;
    recent.push(job);
    if (recent.length > 100) recent.shift();
  }
};

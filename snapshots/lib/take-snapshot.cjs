'use strict';
// Takes a snapshot from a callback of its own, so that neither the program nor the runner's loop is on the stack.
const v8 = require('v8');
const fs = require('fs');

let session = null;

const post = (method, params) =>
  new Promise((resolve, reject) => {
    session.post(method, params, (error) => (error ? reject(error) : resolve()));
  });

/** From now on V8 remembers where every object was allocated, and writes that into the snapshots. */
exports.startTimeline = async () => {
  const { Session } = require('inspector');
  session = new Session();
  session.connect();
  await post('HeapProfiler.enable');
  await post('HeapProfiler.startTrackingHeapObjects', { trackAllocations: true });
};

async function writeTimeline(file) {
  const fd = fs.openSync(file, 'w');
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ params }) => fs.writeSync(fd, params.chunk));
  await post('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  fs.closeSync(fd);
}

const writeStream = (file, options) =>
  new Promise((resolve, reject) => {
    v8.getHeapSnapshot(options).pipe(fs.createWriteStream(file)).on('finish', resolve).on('error', reject);
  });

const WAYS = {
  plain: (file) => v8.writeHeapSnapshot(file),
  numeric: (file) => writeStream(file, { exposeNumericValues: true }),
  internals: (file) => writeStream(file, { exposeInternals: true }),
  timeline: writeTimeline,
};

exports.takeSnapshot = (file, mode) =>
  new Promise((resolve, reject) => {
    setImmediate(() => {
      Promise.resolve(WAYS[mode](file)).then(resolve, reject);
    });
  });

// One batch of inputs in a worker of its own; tells which input it is at, so that a hang can be named.

import { parentPort, workerData } from 'node:worker_threads';
import { checkInput } from './check-input.js';
import { buildFuzzInput } from './mutate.js';

const { seed, count, progress, memoryLimit } = workerData as {
  seed: number;
  count: number;
  progress: Int32Array;
  memoryLimit: number;
};
const totals = { read: 0, refused: 0 };
const findings: string[] = [];
for (let i = 0; i < count; i++) {
  Atomics.store(progress, 0, i);
  const input = buildFuzzInput(seed + i);
  const before = process.memoryUsage();
  try {
    totals[await checkInput(input, (seed + i) % 3 === 0 ? 64 : 4096)]++;
  } catch (error) {
    findings.push(
      `seed ${seed + i}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  const used = arrayBuffers - before.arrayBuffers + (heapUsed - before.heapUsed);
  if (used > 4 * input.length + memoryLimit) findings.push(`seed ${seed + i}: ${used} bytes of memory`);
}
parentPort?.postMessage({ ...totals, findings });

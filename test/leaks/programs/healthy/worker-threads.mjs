import { Worker } from 'node:worker_threads';
export async function round(i) {
  if (i % 3 !== 0) return;
  const worker = new Worker('require("node:worker_threads").parentPort.postMessage(1)', { eval: true });
  await new Promise((resolve) => worker.once('message', resolve));
  await worker.terminate();
}

// `npm run fuzz -- --minutes 60 [--seed N]`: the fuzzer for as long as one likes. Each seed is one input, so what
// is found can be had again: `--seed N --inputs 1`. Ends with 1 if an input crashed, hung or ate memory.

import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

const HANG_MS = 10_000;
/** Inputs are small: beyond what the runtime needs, anything near this is an allocation that a file talked us into. */
const MEMORY_BYTES = 100 * 1024 * 1024;
const BATCH = 500;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
    inputs: { type: 'string', default: '0' },
  },
});
const end = Date.now() + Number(values.minutes) * 60_000;
const limit = Number(values.inputs);
const folder = mkdtempSync(join(tmpdir(), 'heapdiff-fuzz-'));
const bundle = join(folder, 'fuzz-worker.mjs');
await build({
  entryPoints: [join(dirname(fileURLToPath(import.meta.url)), 'fuzz-worker.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
});

const totals = { read: 0, refused: 0 };
const findings = [];
let seed = Number(values.seed);

/** Runs one batch in a worker; a worker that hangs is stopped and the next one goes on behind that input. */
function runBatch(count) {
  const progress = new Int32Array(new SharedArrayBuffer(4));
  return new Promise((resolve) => {
    const worker = new Worker(bundle, { workerData: { seed, count, progress, memoryLimit: MEMORY_BYTES } });
    let last = 0;
    let since = Date.now();
    const finish = (done) => {
      clearInterval(watch);
      void worker.terminate();
      resolve(done);
    };
    const watch = setInterval(() => {
      const now = Atomics.load(progress, 0);
      if (now !== last) [last, since] = [now, Date.now()];
      else if (Date.now() - since > HANG_MS) {
        findings.push(`seed ${seed + now}: no end within ${HANG_MS / 1000} s`);
        finish(now + 1);
      }
    }, 250);
    worker.on('message', (message) => {
      totals.read += message.read;
      totals.refused += message.refused;
      findings.push(...message.findings);
      finish(count);
    });
    worker.on('error', (error) => {
      const now = Atomics.load(progress, 0);
      findings.push(`seed ${seed + now}: ${error.stack ?? error}`);
      finish(now + 1);
    });
  });
}

try {
  const start = seed;
  while (Date.now() < end && findings.length < 20 && (limit === 0 || seed - start < limit)) {
    seed += await runBatch(limit === 0 ? BATCH : Math.min(BATCH, limit));
  }
  for (const finding of findings) console.log(finding);
  console.log(
    `${seed - start} inputs from seed ${start} on: ${totals.read} read, ${totals.refused} refused, ${findings.length} findings`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = findings.length === 0 ? 0 : 1;

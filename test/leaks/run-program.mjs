// One program in a process of its own: warm-up, snapshot a, rounds, b, rounds, c.
// usage: node --expose-gc run-program.mjs PROGRAM OUT_DIR [ROUNDS]
// Keeps nothing from one round to the next.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { writeHeapSnapshot } from 'node:v8';

const [entry, outDir, roundsArgument] = process.argv.slice(2);
const rounds = Number(roundsArgument ?? 10);

async function settle() {
  for (let i = 0; i < 6; i++) {
    globalThis.gc();
    await delay(8);
    await new Promise((resolve) => setImmediate(resolve));
  }
  globalThis.gc();
}

const takeSnapshot = (name) =>
  new Promise((resolve) => {
    setImmediate(() => {
      writeHeapSnapshot(join(outDir, `${name}.heapsnapshot`));
      resolve();
    });
  });

async function drive(program, from, count) {
  for (let i = from; i < from + count; i++) {
    await program.round(i);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const program = entry.endsWith('.cjs')
  ? createRequire(entry)(entry)
  : await import(pathToFileURL(entry).href);
await program.setup?.();
await drive(program, 0, 5);
await settle();
await takeSnapshot('a');
await drive(program, 5, rounds);
await settle();
await takeSnapshot('b');
await drive(program, 5 + rounds, rounds);
await settle();
await takeSnapshot('c');
process.exit(0);

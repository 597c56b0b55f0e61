'use strict';
// The process whose heap is written: RUNTIME runner.cjs ENTRY OUT_DIR MODE NAME:ROUNDS...
// Runs ROUNDS rounds of the program, collects garbage, writes OUT_DIR/NAME.heapsnapshot, and so on. It keeps nothing
// from one round to the next, and works in every runtime since Node 12.
const { createRequire } = require('module');
const { pathToFileURL } = require('url');
const { join } = require('path');
const fs = require('fs');
const { takeSnapshot, startTimeline } = require('./take-snapshot.cjs');

const [entry, outDir, mode, ...steps] = process.argv.slice(2);

const soon = () => new Promise((resolve) => setImmediate(resolve));
const delay = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function collectGarbage() {
  if (typeof Bun === 'undefined') globalThis.gc();
  else Bun.gc(true);
}

async function settle() {
  for (let i = 0; i < 8; i++) {
    collectGarbage();
    await delay(10);
    await soon();
  }
  collectGarbage();
}

async function main() {
  if (mode === 'timeline') await startTimeline();
  const program = entry.endsWith('.cjs')
    ? createRequire(entry)(entry)
    : await import(pathToFileURL(entry).href);
  let next = 0;
  for (const step of steps) {
    const [name, rounds] = step.split(':');
    for (const end = next + Number(rounds); next < end; next++) {
      await program.round(next);
      await soon();
    }
    await settle();
    await takeSnapshot(join(outDir, `${name}.heapsnapshot`), mode);
  }
  fs.writeFileSync(join(outDir, 'versions.json'), JSON.stringify(process.versions));
  process.exit(0);
}

main();

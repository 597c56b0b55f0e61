// Makes the large snapshots that the benchmarks read: node bench/generate.mjs OUT_DIR [medium] [pair100] [large] [pair500] [huge]
// Existing files are kept. OUT_DIR must be outside git; large takes V8 about a minute, huge about four and 8 GB of memory.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const SIZES = {
  medium: {
    units: 15,
    leak: 0,
    ast: ['lib.dom.d.ts', 'lib.es5.d.ts', 'lib.webworker.d.ts'],
    files: ['medium'],
  },
  pair100: { units: 24, leak: 20_000, ast: null, files: ['pair100-a', 'pair100-b'] },
  large: { units: 132, leak: 0, ast: null, files: ['large'] },
  pair500: { units: 124, leak: 50_000, ast: null, files: ['pair500-a', 'pair500-b'] },
  huge: { units: 540, leak: 0, ast: null, files: ['huge'] },
};
const HEAP_MB = 16_000;

const [outArg, ...wanted] = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(SIZES, name));
if (!outArg || unknown.length > 0) {
  console.error(`usage: node bench/generate.mjs OUT_DIR [${Object.keys(SIZES).join('] [')}]`);
  process.exit(2);
}
const out = resolve(outArg);
mkdirSync(out, { recursive: true });
for (const name of wanted.length > 0 ? wanted : Object.keys(SIZES)) make(name);

function make(name) {
  const size = SIZES[name];
  const files = size.files.map((file) => join(out, `${file}.heapsnapshot`));
  if (files.every((file) => existsSync(file))) return;
  const parts = files.map((file) => `${file}.part`);
  const program = join(dirname(fileURLToPath(import.meta.url)), 'make-heap.mjs');
  const flags = ['--expose-gc', `--max-old-space-size=${HEAP_MB}`];
  const started = Date.now();
  const child = spawnSync(process.execPath, [...flags, program, JSON.stringify({ ...size, files: parts })], {
    stdio: 'inherit',
    env: {},
  });
  if (child.status !== 0) throw new Error(`${name}: node ended with ${child.status ?? child.signal}`);
  for (const [i, file] of files.entries()) {
    renameSync(parts[i], file);
    console.log(`${file}  ${(statSync(file).size / 1e6).toFixed(1)} MB`);
  }
  console.log(`${name}: ${((Date.now() - started) / 1000).toFixed(0)} s`);
}

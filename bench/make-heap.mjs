// The process whose heap is written: node --expose-gc make-heap.mjs '{"units":..,"leak":..,"ast":..,"files":[..]}'
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { writeHeapSnapshot } from 'node:v8';
import { ShopApp } from './shop-app.mjs';

const { units, leak, ast, files } = JSON.parse(process.argv[2]);
const app = new ShopApp();
for (let unit = 0; unit < units; unit++) app.addUnit();
if (ast) globalThis.syntaxTrees = parseTypeScriptLibraries(ast);

await snapshot(files[0]);
if (files.length > 1) {
  app.churn();
  app.leak(leak);
  await snapshot(files[1]);
}
process.exit(app.orders.size > 0 ? 0 : 1);

async function snapshot(file) {
  for (let i = 0; i < 4; i++) {
    globalThis.gc();
    await delay(10);
  }
  await new Promise((resolve) => setImmediate(() => resolve(writeHeapSnapshot(file))));
}

/** A compiler and its syntax trees: large code, deep object graphs of many shapes. */
function parseTypeScriptLibraries(names) {
  const require = createRequire(import.meta.url);
  const ts = require('typescript');
  computeLineEnds(ts);
  const folder = dirname(require.resolve('typescript'));
  return names.map((name) =>
    ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.Latest, true),
  );
}

/** V8 looks up the line of every function; without the script's table of line ends, which a stack trace makes, that takes 9 minutes. */
function computeLineEnds(ts) {
  try {
    ts.createSourceFile();
  } catch (error) {
    return error.stack;
  }
  throw new Error('expected an error inside the compiler');
}

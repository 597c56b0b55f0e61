// Results of run.mjs -> bench/results.json (what it did not measure this time is kept), docs/benchmarks.md and
// docs/pictures/benchmarks.svg. By itself: node bench/write-docs.mjs, from the results that are there.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

import { renderBenchmarks, renderPicture } from './render-docs.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const resultsPath = join(root, 'bench/results.json');

/** Writes all three; tasks that were measured replace those of the same name, and each says on which machine that was. */
export async function writeDocs({ machine, tasks: measured }) {
  const kept = existsSync(resultsPath) ? JSON.parse(readFileSync(resultsPath, 'utf8')).tasks : [];
  const isSame = ({ task }) => measured.some((other) => other.task === task);
  const order = [
    'summary-100MB',
    'diff-100MB',
    'questions-500MB',
    'pair-questions-500MB',
    'summary-500MB',
    'diff-500MB',
    'summary-2GB',
  ];
  const placed = measured.map((task) => ({ machine, ...task }));
  const tasks = [...kept.filter((task) => !isSame(task)), ...placed].sort(
    (a, b) => order.indexOf(a.task) - order.indexOf(b.task),
  );
  await write(resultsPath, JSON.stringify({ tasks }));
  await write(join(root, 'docs/benchmarks.md'), renderBenchmarks({ tasks }));
  writeFileSync(join(root, 'docs/pictures/benchmarks.svg'), renderPicture({ tasks }));
}

async function write(path, text) {
  writeFileSync(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await writeDocs(JSON.parse(readFileSync(resultsPath, 'utf8')));

// Runs heapdiff and the peers side by side: whole processes, one at a time, interleaved A B C A B C ..., medians.
// Makes the snapshots in DIR (default: a folder in the system's temporary folder) when they are not there.
// --docs keeps the results in bench/results.json and writes docs/benchmarks.md and its picture from them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir, totalmem, type } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { OUTPUTS, TASKS, sampleCommand } from './tasks.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const USAGE = 'npm run bench -- [--dir DIR] [--runs N] [--only TASK] [--huge] [--json FILE] [--docs]';
const values = readOptions();
const dir = resolve(values.dir);
if (values.runs !== undefined && !/^[1-9]\d{0,2}$/.test(values.runs)) fail('--runs takes a number from 1 on');
const LIMIT_MS = 900_000;
const WIDEST = 72;

mkdirSync(dir, { recursive: true });
if (!existsSync(join(here, 'node_modules'))) {
  const env = { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1' };
  must(spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: here, stdio: 'inherit', env }));
}
const tasks = TASKS.filter(({ name, huge }) =>
  values.only.length > 0 ? values.only.includes(name) : !huge || values.huge,
);
if (tasks.length === 0) fail(`--only takes one of ${TASKS.map(({ name }) => name).join(', ')}`);
const machine = describeMachine();
console.log(
  `${machine.cpu}, ${machine.cores} cores, ${machine.memory} GB, ${machine.system}, Node ${machine.node}`,
);
console.log(
  Object.entries(machine.versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', '),
);
const results = { machine, tasks: tasks.map(measure) };
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
if (values.docs) {
  const { writeDocs } = await import('./write-docs.mjs');
  await writeDocs(results);
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        dir: { type: 'string', default: join(tmpdir(), 'heapdiff-bench') },
        runs: { type: 'string' },
        only: { type: 'string', multiple: true, default: [] },
        huge: { type: 'boolean', default: false },
        json: { type: 'string' },
        docs: { type: 'boolean', default: false },
      },
    }).values;
  } catch {
    return fail(`the options are ${USAGE}; TASK is one of ${TASKS.map(({ name }) => name).join(', ')}`);
  }
}

function fail(message) {
  console.error(`bench: ${message}`);
  process.exit(2);
}

function describeMachine() {
  const { dependencies } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
  const { version } = JSON.parse(readFileSync(join(here, '..', 'package.json'), 'utf8'));
  const [{ model }] = cpus();
  return {
    cpu: model,
    cores: cpus().length,
    memory: Math.round(totalmem() / 1e9),
    system: `${type()} ${release().replace(/[^\d.].*$/, '')} ${process.arch}`,
    node: process.version.slice(1),
    date: new Date().toISOString().slice(0, 10),
    versions: { heapdiff: version, ...dependencies },
  };
}

function measure({ name, make, files, tools, sample, runs: usual, isAgainstFirst }) {
  const runs = values.runs === undefined ? usual : Number(values.runs);
  must(spawnSync(process.execPath, [join(here, 'generate.mjs'), dir, make], { stdio: 'inherit' }));
  const paths = files.map((file) => join(dir, `${file}.heapsnapshot`));
  const megabytes = paths.map((path) => (statSync(path).size / 1e6).toFixed(0)).join(' + ');
  const id = sample === undefined ? '' : findSample(paths[0], sample);
  const samples = tools.map(() => []);
  const take = (t) => {
    // What has failed once is not waited for again.
    const sample = samples[t].find(({ failure }) => failure) ?? runOnce(tools[t], paths, id);
    samples[t].push(sample);
    return sample;
  };
  for (let run = 0; run < runs; run++) {
    if (isAgainstFirst) takeBetween(take, tools.length);
    else tools.forEach((_, t) => take(t));
  }
  const rows = tools.map(({ name: tool, work }, t) => summarize(tool, work, samples[t]));
  console.log(`\n${name} (${megabytes} MB), medians of ${runs}`);
  console.log(
    `  ${'tool'.padEnd(WIDEST)}${'wall'.padStart(9)}${'CPU'.padStart(9)}${'peak RSS'.padStart(11)}${'x time'.padStart(9)}${'x RSS'.padStart(8)}  what it does`,
  );
  const [ours] = rows;
  for (const row of rows) console.log(`  ${line(row, ours)}`);
  return { task: name, files: megabytes, runs, rows };
}

/** The first tool between any two others: a machine gets slower and faster in the course of so many. */
function takeBetween(take, count) {
  let before = take(0);
  for (let t = 1; t < count; t++) {
    const sample = take(t);
    const after = take(0);
    const ratio = sample.wall / ((before.wall + after.wall) / 2);
    if (Number.isFinite(ratio)) sample.ratio = ratio;
    before = after;
  }
}

function line(row, ours) {
  if (row.failure) return `${row.tool.padEnd(WIDEST)} ${row.failure}`;
  const ratio = (key) => (ours.failure ? '' : (row[key] / ours[key]).toFixed(2));
  return [
    row.tool.padEnd(WIDEST),
    `${row.wall.toFixed(2)} s`.padStart(9),
    `${row.cpu.toFixed(2)} s`.padStart(9),
    `${(row.rss / 1e6).toFixed(0)} MB`.padStart(11),
    (row.ratio?.toFixed(2) ?? ratio('wall')).padStart(9),
    ratio('rss').padStart(8),
    `  ${row.work}`,
  ].join('');
}

function findSample(path, className) {
  const child = spawnSync(process.execPath, sampleCommand(path, className), { encoding: 'utf8' });
  must(child);
  return child.stdout.trim().split(/\s+/)[1];
}

function runOnce({ flags = [], command, missing }, paths, id) {
  const reason = missing?.() ?? null;
  if (reason !== null) return { failure: reason };
  const usage = join(dir, 'usage.json');
  const words = command(paths, id, dir);
  rmSync(usage, { force: true });
  // Most files are new. One that is to be replaced is as a question before has left it.
  const outputs = OUTPUTS.map((name) => join(dir, name)).filter((path) => words.includes(path));
  if (!words.includes('--force')) for (const path of outputs) rmSync(path, { force: true });
  const preload = pathToFileURL(join(here, 'report-usage.mjs')).href;
  const started = process.hrtime.bigint();
  const child = spawnSync(process.execPath, ['--import', preload, ...flags, ...words], {
    // What is printed goes nowhere: to collect hundreds of megabytes would be measured as well.
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: LIMIT_MS,
    env: { ...process.env, HEAPDIFF_BENCH_USAGE: usage },
  });
  const wall = Number(process.hrtime.bigint() - started) / 1e9;
  if (child.status !== 0 || !existsSync(usage)) return { failure: failureOf(child) };
  return { wall, ...JSON.parse(readFileSync(usage, 'utf8')) };
}

function failureOf({ error, status, signal, stderr }) {
  if (error?.code === 'ETIMEDOUT') return `no result in ${LIMIT_MS / 1000} s`;
  const reason =
    (stderr ?? '').split('\n').find((text) => /error|panic|unreachable|memory/i.test(text)) ?? '';
  return `fails (${signal ?? `exit ${status}`}): ${reason.trim().slice(0, 100)}`;
}

function summarize(tool, work, samples) {
  const failure = samples.find((sample) => sample.failure)?.failure;
  if (failure) return { tool, work, failure };
  const hasRatio = samples.some(({ ratio }) => ratio !== undefined);
  const median = (key) => {
    const sorted = samples.map((sample) => sample[key]).sort((a, b) => a - b);
    return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  };
  const figures = { wall: median('wall'), cpu: median('cpu'), rss: median('rss') };
  return { tool, work, ...figures, ...(hasRatio && { ratio: median('ratio') }) };
}

function must({ status, signal }) {
  if (status !== 0) throw new Error(`a step of the benchmark ended with ${signal ?? status}`);
}

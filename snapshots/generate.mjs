// Makes the committed snapshots and manifest.json anew, or any scenario as raw files.
//
//   node snapshots/generate.mjs                      everything that is committed
//   node snapshots/generate.mjs sessions node24      only these scenarios and single snapshots
//   node snapshots/generate.mjs --raw DIR sessions   DIR/sessions/{baseline,target,final}.heapsnapshot, nothing committed
//
//   --runtimes DIR   where DIR/node_modules has the runtimes (else $HEAPDIFF_RUNTIMES, else snapshots/.cache);
//                    what is missing is installed there from npm
//   --this-node      with --raw: run everything in the Node that runs this file, and install nothing
//   --home DIR       where the programs run, so the path in their script URLs (default /srv)
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { checkPrivate } from './lib/check-private.mjs';
import { findChromium } from './lib/chromium.mjs';
import { runProgram } from './lib/run-program.mjs';
import { NODE_ARGS, placeRuntime } from './lib/runtimes.mjs';
import { readScenarios, SNAPSHOTS, STEPS } from './lib/scenarios.mjs';
import { SINGLES } from './lib/singles.mjs';

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    raw: { type: 'string' },
    runtimes: { type: 'string', default: process.env.HEAPDIFF_RUNTIMES ?? join(SNAPSHOTS, '.cache') },
    home: { type: 'string', default: '/srv' },
    'this-node': { type: 'boolean', default: false },
  },
});
const cache = resolve(options.runtimes);
const home = resolve(options.home);
const manifestFile = join(SNAPSHOTS, 'manifest.json');

const scenarios = readScenarios();
const sets = [...scenarios.map(scenarioSet), ...SINGLES.map(singleSet)];
const candidates = sets.filter((set) => options.raw || set.committed);
const unknown = names.filter((name) => !candidates.some((set) => set.name === name));
if (unknown.length > 0) {
  const known = candidates.map(({ name }) => name).join(', ');
  console.error(
    `unknown: ${unknown.join(', ')}; there are ${known}${options.raw ? '' : ', and more with --raw'}`,
  );
  process.exit(2);
}
const wanted = candidates.filter(({ name }) => names.length === 0 || names.includes(name));
if (options['this-node'] && !options.raw) {
  console.error('--this-node needs --raw: committed snapshots come from pinned runtimes');
  process.exit(2);
}
if (options.raw) for (const set of wanted) await writeRaw(set, resolve(options.raw));
else await writeCommitted(wanted);

function scenarioSet(scenario) {
  const folder = join(SNAPSHOTS, 'scenarios', scenario.name);
  const files = STEPS.map(([role]) => ({
    step: role,
    role,
    path: `${scenario.name}/${role}.heapsnapshot.gz`,
  }));
  return { ...scenario, folder, steps: STEPS, files, scenario: scenario.name };
}

function singleSet({ name, runtime, mode, committed, extension = 'heapsnapshot' }) {
  const entry = runtime === 'chromium' ? 'index.html' : 'main.cjs';
  const files = [{ step: 'single', role: 'single', path: `runtimes/${name}.${extension}.gz` }];
  const folder = join(SNAPSHOTS, 'kinds');
  return {
    name,
    app: 'kinds',
    entry,
    runtime,
    mode,
    folder,
    steps: [['single', 4]],
    files,
    committed,
    scenario: null,
  };
}

async function run(set) {
  console.log(`${set.name} (${set.runtime})`);
  const runtime = chooseRuntime(set);
  try {
    return { ...(await runProgram({ ...set, runtime, home })), flags: runtime.args };
  } finally {
    runtime.remove?.();
  }
}

function chooseRuntime(set) {
  if (set.runtime === 'chromium') return findChromium();
  if (options['this-node']) return { command: process.execPath, args: NODE_ARGS };
  return placeRuntime(set.runtime, cache, home);
}

async function writeRaw(set, out) {
  const { snapshots } = await run(set);
  for (const { step, path } of set.files) write(join(out, path.replace(/\.gz$/, '')), snapshots.get(step));
}

async function writeCommitted(chosen) {
  const made = [];
  for (const set of chosen) {
    const result = await run(set);
    for (const file of set.files) made.push(writeFixture(set, file, result));
  }
  const madePaths = new Set(made.map(({ path }) => path));
  const listed = new Set(candidates.flatMap(({ files }) => files.map(({ path }) => path)));
  const files = [
    ...readManifestFiles().filter(({ path }) => listed.has(path) && !madePaths.has(path)),
    ...made,
  ];
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const about = scenarios.map(({ name, about, runtime, committed, steady = [], expected }) => ({
    name,
    about,
    runtime,
    committed,
    steady,
    expected,
  }));
  write(manifestFile, `${JSON.stringify({ files, scenarios: about }, null, 2)}\n`);
}

function writeFixture(set, { step, role, path }, { snapshots, versions, flags }) {
  const raw = snapshots.get(step);
  checkPrivate(raw.toString('latin1'), path, cache);
  const bytes = gzipSync(raw, { level: 9 });
  write(join(SNAPSHOTS, path), bytes);
  const name = /^[a-z]+/.exec(set.runtime)[0];
  return {
    path,
    role,
    scenario: set.scenario,
    runtime: { name, version: versions[name], v8: name === 'bun' ? null : versions.v8 },
    flags,
    mode: set.mode ?? 'plain',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    rawBytes: raw.length,
    ...countRecords(raw),
  };
}

function countRecords(raw) {
  const { snapshot, nodes, edges } = JSON.parse(raw.toString('utf8'));
  const { node_fields: nodeFields, edge_fields: edgeFields } = snapshot.meta;
  return { nodeCount: nodes.length / nodeFields.length, edgeCount: edges.length / edgeFields.length };
}

function readManifestFiles() {
  try {
    return JSON.parse(readFileSync(manifestFile, 'utf8')).files;
  } catch {
    return [];
  }
}

function write(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

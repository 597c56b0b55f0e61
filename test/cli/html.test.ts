import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ViewerData } from '../../src/report/model.js';

const program = resolve('dist/cli/main.js');
const snapshots = ['baseline', 'target', 'final'].map((name) =>
  resolve(`snapshots/sessions/${name}.heapsnapshot.gz`),
);
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heapdiff-html-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(...args: string[]): Promise<Result> {
  return new Promise((done) => {
    execFile(process.execPath, [program, ...args], { cwd: folder }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

function readPage(name: string): ViewerData {
  const html = readFileSync(join(folder, name), 'utf8');
  const text = /<script id="heapdiff-data" type="application\/json">([^]*?)<\/script>/.exec(html)?.[1] ?? '';
  return JSON.parse(text) as ViewerData;
}

test('a diff becomes a page with its suspects, their graphs, the map and the statistics, for its owner only', async () => {
  const { code, stdout, stderr } = await run(...snapshots, '--html', 'report.html');
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toMatch(/^heapdiff: report\.html written, \d+ kB\n$/);
  expect(statSync(join(folder, 'report.html')).mode & 0o777).toBe(0o600);
  const { report, excerpts, dominated, statistics } = readPage('report.html');
  if (report.kind !== 'diff') throw new Error('not a diff');
  expect(report.classes.shown).toBe(report.classes.total);
  const [suspect] = report.suspects.rows;
  const [excerpt] = excerpts;
  expect(excerpt.fingerprint).toBe(suspect.fingerprint);
  const ids = new Set(excerpt.nodes.map(({ id }) => id));
  expect(ids.has(excerpt.targetId) && ids.has(suspect.holder.id)).toBe(true);
  expect(excerpt.edges.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true);
  // The one edge into the holder frees all that it keeps.
  const holder = excerpt.nodes.find(({ id }) => id === suspect.holder.id)!;
  expect(holder.name).toBe('sessions');
  expect(excerpt.edges.filter(({ to }) => to === holder.id).map(({ freedIfCut }) => freedIfCut)).toEqual([
    holder.retainedSize,
  ]);
  expect(dominated!.retainedSize).toBe(report.totals.shallowSizes.at(-1));
  expect(statistics).toHaveLength(1);
});

test('the page of one object, or of a chain to it, says what cutting each reference frees', async () => {
  const search = await run(
    'objects',
    snapshots[2],
    '--class',
    'Map',
    '--sort',
    'retainedSize',
    '--json',
    '-n',
    '1',
  );
  const [{ id, retainedSize }] = (
    JSON.parse(search.stdout) as { rows: { id: number; retainedSize: number }[] }
  ).rows;
  await run('retainers', snapshots[2], '--id', String(id), '--html', 'one.html');
  await run('chain', snapshots[2], '--from', 'module', '--to', String(id), '--html', 'chain.html');
  for (const name of ['one.html', 'chain.html']) {
    const {
      excerpts: [excerpt],
      dominated,
    } = readPage(name);
    expect(excerpt.targetId).toBe(id);
    expect(dominated).not.toBeNull();
    const freed = excerpt.edges.filter(({ to }) => to === id).map(({ freedIfCut }) => freedIfCut);
    expect(freed).toEqual([retainedSize]);
  }
});

test('in the dominator map no node is larger than what it lies in', async () => {
  await run('summary', snapshots[0], '--html', 'page.html');
  const { dominated } = readPage('page.html');
  const stack = [dominated!];
  let seen = 0;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    seen++;
    const inside = node.children.reduce((sum, child) => sum + child.retainedSize, 0);
    expect(inside).toBeLessThanOrEqual(node.retainedSize);
    stack.push(...node.children);
  }
  expect(seen).toBeGreaterThan(20);
});

test('a page is not replaced without --force, and no snapshot ever', async () => {
  writeFileSync(join(folder, 'report.html'), 'mine');
  const args = ['summary', snapshots[0], '--html', 'report.html'];
  expect((await run(...args)).code).toBe(2);
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toBe('mine');
  expect((await run(...args, '--force')).code).toBe(0);
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('<!doctype html>');
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test.each([
  [['--html', 'r.html', '--json'], '--html and --json exclude each other'],
  [['--html', 'r.html', '--output', 'x'], '--html and --output exclude each other'],
  [['--html', '-'], '--html needs the name of a file'],
  [['--open'], '--open needs --html FILE'],
  [['--html', 'missing/r.html'], 'its folder does not exist'],
])('%j is refused before anything is read', async (flags, message) => {
  const { code, stderr } = await run(...snapshots, ...flags);
  expect([2, 5]).toContain(code);
  expect(stderr).toContain(message);
  expect(readdirSync(folder)).toEqual([]);
});

test('strings do not get into a page unless they are asked for', async () => {
  await run(...snapshots, '--html', 'report.html');
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).not.toMatch(/@example\.(com|org)/);
});

import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { DiffReport } from '../../src/report/model.js';
import { projectFolder, runHeapdiff, scratchFolder } from './run-heapdiff.js';

const snapshots = ['baseline', 'target', 'final'].map((name) =>
  join(projectFolder, `snapshots/sessions/${name}.heapsnapshot.gz`),
);
let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(scratchFolder, 'config-'));
});

function diff(...args: string[]): DiffReport {
  const { code, stdout, stderr } = runHeapdiff([...snapshots, '--json', '--suspects', 'all', ...args], {
    cwd,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as DiffReport;
}

function write(name: string, value: unknown): void {
  writeFileSync(join(cwd, name), typeof value === 'string' ? value : JSON.stringify(value));
}

test('what the file in the folder names is no suspect, and is said to be left out', () => {
  const before = diff().suspects.rows;
  expect(before[0].growing.className).toBe('Session');
  write('heapdiff.config.json', { knownRetainers: [{ name: 'sessions of the demo', class: 'Session' }] });
  const { suspects, warnings } = diff();
  expect(suspects.total).toBe(before.length - 1);
  expect(suspects.rows.map(({ rank }) => rank)).toEqual(suspects.rows.map((_, index) => index + 1));
  expect(warnings).toContainEqual({
    code: 'known-retainers',
    message: 'left out as known: sessions of the demo',
  });
  expect(diff('--no-config').suspects.total).toBe(before.length);
});

test('an entry can be a note instead', () => {
  write('mine.json', {
    knownRetainers: [{ name: 'sessions', note: 'they expire at night', edge: 'sessions', treat: 'note' }],
  });
  const [first] = diff('--config', 'mine.json').suspects.rows;
  expect(first.known).toEqual({ name: 'sessions', note: 'they expire at night' });
  const { stdout } = runHeapdiff([...snapshots, '--config', 'mine.json'], { cwd });
  expect(stdout).toMatch(/known {2}sessions: they expire at night/);
});

test.each([
  ['{', 'is not JSON'],
  ['[]', 'must hold an object'],
  [{ known: [] }, 'has an unknown key "known"; there is knownRetainers'],
  [
    { knownRetainers: [{ name: 'a' }] },
    'knownRetainers[0] fits everything: it needs one of class, edge, package, file',
  ],
])('a wrong file is wrong usage: %j', (value, message) => {
  write('heapdiff.config.json', value);
  expect(runHeapdiff(snapshots, { cwd })).toEqual({
    code: 2,
    stdout: '',
    stderr: `heapdiff: heapdiff.config.json: ${message}; see heapdiff --help\n`,
  });
});

test('a file that is named has to be there', () => {
  expect(runHeapdiff([...snapshots, '--config', 'none.json'], { cwd })).toMatchObject({
    code: 2,
    stderr: 'heapdiff: none.json: does not exist; see heapdiff --help\n',
  });
});

test('a file that cannot be read is told in one line', () => {
  // Root may read any file, so this is one that nobody can.
  const { code, stdout, stderr } = runHeapdiff([...snapshots, '--config', '/proc/self/mem'], { cwd });
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^heapdiff: \/proc\/self\/mem: cannot be read: EIO/);
});

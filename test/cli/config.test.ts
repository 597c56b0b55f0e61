import { mkdirSync, mkdtempSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
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
  ['{\n  "knownRetainers": [}', 'is not JSON: line 2, column 22: there is "}" where a value should be'],
  ['{"knownRetainers": [], "knownRetainers": []}', 'has the key "knownRetainers" twice: line 1, column 24'],
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
  expect(stderr).toBe(
    'heapdiff: /proc/self/mem: cannot be read: the disk or device failed; see heapdiff --help\n',
  );
});

const path = (name: string): string => join(cwd, name);

test.each<[string, (name: string) => void, string]>([
  ['a folder', (name) => mkdirSync(path(name)), 'is a folder, not a configuration file'],
  [
    'a link to nothing',
    (name) => symlinkSync('nowhere', path(name)),
    'is a link to a file that does not exist',
  ],
  ['a link to itself', (name) => symlinkSync(name, path(name)), 'cannot be read: its links lead in a circle'],
  [
    'a device',
    (name) => symlinkSync('/dev/null', path(name)),
    'is a pipe or device, not a configuration file',
  ],
  [
    'huge',
    (name) => {
      write(name, '');
      truncateSync(path(name), 1e9);
    },
    'has 1.0 GB; a configuration file has 1.0 MB at most',
  ],
])('%s is no configuration, named or not', (_what, make, message) => {
  for (const [name, ...words] of [['heapdiff.config.json'], ['mine.json', '--config', 'mine.json']]) {
    make(name);
    expect(runHeapdiff([...snapshots, ...words], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr: `heapdiff: ${name}: ${message}; see heapdiff --help\n`,
    });
  }
});

test('what is named has to be right for one snapshot as well', () => {
  const [first] = snapshots;
  const messageOf = (...words: string[]): string => {
    const { code, stdout, stderr } = runHeapdiff([first, ...words], { cwd });
    expect([code, stdout]).toEqual([2, '']);
    return stderr;
  };
  expect(messageOf('--config', 'none.json')).toContain('none.json: does not exist');
  expect(messageOf('--config', '')).toContain('heapdiff: --config needs a value');
  expect(messageOf('--config', '-')).toContain('heapdiff: --config needs the name of a file');
  expect(messageOf('--suspects', 'few')).toContain('--suspects takes a number');
  expect(runHeapdiff([first, '--no-config'], { cwd }).code).toBe(0);
});

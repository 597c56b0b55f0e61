import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectFolder, runHeapdiff, runShell, scratchFolder } from './run-heapdiff.js';

const snapshot = join(projectFolder, 'snapshots/sessions/final.heapsnapshot.gz');
const makeFolder = (): string => mkdtempSync(join(scratchFolder, 'place-'));

test.each(['', 'cache', './cache'])('XDG_CACHE_HOME=%j is ignored, as its rules say', (given) => {
  const [cwd, home] = [makeFolder(), makeFolder()];
  const env = { XDG_CACHE_HOME: given, HOME: home };
  expect(runHeapdiff([snapshot, '-n', '1'], { cwd, env }).code).toBe(0);
  expect(readdirSync(cwd)).toEqual([]);
  expect(readdirSync(join(home, '.cache'))).toEqual(['heapdiff']);
  expect(runHeapdiff(['retainers', '--class', 'Session', '-n', '1'], { cwd, env }).code).toBe(0);
});

test('without a home nothing is remembered, and nothing is wrong', () => {
  const cwd = makeFolder();
  const env = { XDG_CACHE_HOME: '', HOME: '', PATH: '' };
  expect(runHeapdiff([snapshot, '-n', '1'], { cwd, env })).toMatchObject({ code: 0, stderr: '' });
  expect(readdirSync(cwd)).toEqual([]);
  const { code, stderr } = runHeapdiff(['retainers', '--class', 'Session'], { cwd, env });
  expect(code).toBe(2);
  expect(stderr).toContain('no snapshot was read in this folder yet');
});

describe.skipIf(process.platform === 'win32')('in a folder that was removed', () => {
  test.each([
    [`heapdiff '${snapshot}' -n 1`, 0, ''],
    [`heapdiff '${snapshot}' '${snapshot}' -n 1`, 0, ''],
    ['heapdiff --help', 0, ''],
    ['heapdiff completion', 0, ''],
    ['heapdiff --get-yargs-completions heapdiff objects --', 0, ''],
    ['heapdiff retainers --class Session', 2, 'no snapshot was read in this folder yet'],
    [`heapdiff '${snapshot}' -o report.txt`, 5, 'its folder does not exist'],
    [`heapdiff '${snapshot}' --source-maps .`, 2, '--source-maps'],
    ['heapdiff report.heapsnapshot', 3, 'no such file'],
  ])('%s', (line, expected, message) => {
    const gone = makeFolder();
    const { code, stderr } = runShell(`cd '${gone}'; rmdir '${gone}'; ${line}`);
    expect(stderr).toContain(message);
    expect(code).toBe(expected);
    rmSync(gone, { recursive: true, force: true });
  });
});

test.each(['<&-', '>&-', '<&- >&- 2>&-'])('a stream that is closed (%s) is no error', (closed) => {
  expect(runShell(`heapdiff '${snapshot}' -n 1 ${closed}`).code).toBe(0);
  expect(runShell(`heapdiff summary - ${closed} 0<&-`).code).toBe(3);
});

test.skipIf(process.platform === 'win32')('a folder of source maps that may not be read is told', () => {
  const folder = join(makeFolder(), 'maps');
  mkdirSync(folder);
  chmodSync(folder, 0o000);
  // Root may read everything.
  const isRoot = process.getuid?.() === 0;
  const { code, stderr } = runHeapdiff([snapshot, '--source-maps', folder]);
  chmodSync(folder, 0o700);
  if (isRoot) expect(code).toBe(0);
  else
    expect([code, stderr]).toEqual([
      2,
      `heapdiff: --source-maps: "${folder}" cannot be read: permission denied; see heapdiff --help\n`,
    ]);
});

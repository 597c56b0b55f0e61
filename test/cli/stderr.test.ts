import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectFolder, runShell, scratchFolder } from './run-heapdiff.js';

const snapshot = join(projectFolder, 'snapshots/sessions/final.heapsnapshot.gz');
const rows = `backrefs '${snapshot}' --id 88795 --highlight Sesion --format csv`;

describe.each([
  ['is full', '2> /dev/full'],
  ['is closed', '2>&-'],
  ['is a pipe that nobody reads', '2> >(true)'],
])('messages change nothing where standard error %s', (_what, redirection) => {
  test('neither an answer with a warning', () => {
    const expected = runShell(`heapdiff ${rows} 2> /dev/null`);
    expect(expected.code).toBe(0);
    const { code, stdout } = runShell(`heapdiff ${rows} ${redirection}`);
    expect([code, stdout]).toEqual([0, expected.stdout]);
  });

  test.each([
    ['missing.heapsnapshot', 3],
    ['', 2],
    ['--frobnicate', 2],
    [`summary '${snapshot}' -o /nowhere/x`, 5],
  ])('nor an error: heapdiff %s', (words, expected) => {
    const { code, stdout } = runShell(`heapdiff ${words} ${redirection}`);
    expect([code, stdout]).toEqual([expected, '']);
  });

  test('nor what is said about the last snapshot, or a page', () => {
    const cwd = join(scratchFolder, encodeURIComponent(redirection));
    mkdirSync(cwd);
    expect(runShell(`heapdiff '${snapshot}' --html page.html ${redirection}`, { cwd }).code).toBe(0);
    const { code, stdout } = runShell(`heapdiff retainers --class Session ${redirection}`, { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('PATHS');
  });
});

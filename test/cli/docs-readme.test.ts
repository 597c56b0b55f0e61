// The README shows what its first command prints. HEAPDIFF_UPDATE_DOCS=1 writes it anew.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder, runHeapdiff, runShell, scratchFolder } from './run-heapdiff.js';

const path = join(projectFolder, 'README.md');
const text = readFileSync(path, 'utf8');
const block = /^```sh\nnpm ci && node \. (\S+ \S+)\n```\n\n```text\n([^]*?)^```$/m;

test('the README shows what its first command prints', () => {
  const [, files = '', shown = ''] = block.exec(text) ?? [];
  const { code, stdout, stderr } = runHeapdiff(files.split(' '), { env: { COLUMNS: '100' } });
  expect([code, stderr]).toEqual([0, '']);
  if (process.env['HEAPDIFF_UPDATE_DOCS'] === '1') {
    writeFileSync(
      path,
      text.replace(block, (whole) => `${whole.slice(0, -(shown.length + 3))}${stdout}\`\`\``),
    );
  } else {
    expect(shown).toBe(stdout);
  }
});

/** `    heapdiff A --flag   what it does`, where A, B and C are snapshots. */
const commands = [...text.matchAll(/^ {4}(heapdiff .*?) {2,}/gm)].map(([, command = '']) => command);
const isSnapshot = (word: string): boolean => /^[ABC]$/.test(word);

test('the README shows some more commands', () => {
  expect(commands.length).toBeGreaterThan(6);
});

test.each(commands)('%s is a command that works', (command) => {
  const count = command.split(' ').filter(isSnapshot).length;
  // A is the final one where it stands alone, the earliest where others follow.
  const order = ['baseline', 'target', 'final'].slice(-count);
  const line = command
    .split(' ')
    .map((word) => {
      if (isSnapshot(word)) return `snapshots/sessions/${order.shift() ?? ''}.heapsnapshot.gz`;
      return word === 'report.html' ? join(scratchFolder, word) : word;
    })
    .join(' ');
  const { code, stderr } = runShell(line);
  expect([code, stderr.replace(/^heapdiff: .* written, .*\n$/, '')]).toEqual([0, '']);
});

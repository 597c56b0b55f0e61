// Whole outputs, to the byte. `npx vitest run test/golden -u` writes them anew; read the difference before you commit it.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runHeapdiff } from '../cli/run-heapdiff.js';

const baseline = 'snapshots/sessions/baseline.heapsnapshot.gz';
const target = 'snapshots/sessions/target.heapsnapshot.gz';
const final = 'snapshots/sessions/final.heapsnapshot.gz';
const chromium = 'snapshots/runtimes/chromium.heapsnapshot.gz';

test.each([
  ['diff-two.txt', '100', [baseline, target, '-n', '8']],
  ['diff-two-60-columns.txt', '60', [baseline, target, '-n', '8']],
  ['diff-three-140-columns.txt', '140', [baseline, target, final, '-n', '8']],
  ['diff-two-processes.txt', '80', ['snapshots/runtimes/node22.heapsnapshot.gz', final, '-n', '5']],
  [
    'diff-healthy.txt',
    '80',
    [
      'snapshots/page-cache/baseline.heapsnapshot.gz',
      'snapshots/page-cache/target.heapsnapshot.gz',
      'snapshots/page-cache/final.heapsnapshot.gz',
      ...['-n', '5'],
    ],
  ],
  ['diff.md', '100', [baseline, target, '-n', '4', '--format', 'markdown']],
  ['diff.csv', '100', [baseline, target, '-n', '4', '--format', 'csv']],
  ['diff.ndjson', '100', [baseline, target, '-n', '2', '--format', 'ndjson']],
  ['diff.json', '100', [baseline, target, '-n', '2', '--json']],
  ['summary-chromium.txt', '80', [chromium, '-n', '8']],
  ['summary.md', '100', [final, '-n', '4', '--format', 'markdown']],
  ['summary-in-colour.txt', '80', [final, '-n', '3', '--color']],
  ['retainers.txt', '80', ['retainers', final, '--class', 'Session', '-n', '2']],
  ['retainers.md', '80', ['retainers', final, '--class', 'Session', '-n', '2', '--format', 'markdown']],
  ['objects.txt', '80', ['objects', chromium, '--detached', '-n', '5']],
  ['objects.json', '80', ['objects', chromium, '--detached', '-n', '2', '--json']],
])('%s', async (name, columns, args) => {
  const { code, stdout, stderr } = runHeapdiff(args, { env: { COLUMNS: columns } });
  expect([code, stderr]).toEqual([0, '']);
  // CSV has other line ends, which a text file in git would lose.
  await expect(stdout.replaceAll('\r\n', '\n')).toMatchFileSnapshot(
    join(import.meta.dirname, 'expected', name),
  );
});

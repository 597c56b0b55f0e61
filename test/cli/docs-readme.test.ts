// The README shows what its first command prints. HEAPDIFF_UPDATE_DOCS=1 writes it anew.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder, runHeapdiff } from './run-heapdiff.js';

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

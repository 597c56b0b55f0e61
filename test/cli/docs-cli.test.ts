// Every command that docs/cli.md shows prints what docs/cli.md shows. HEAPDIFF_UPDATE_DOCS=1 writes it anew.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectFolder, runShell } from './run-heapdiff.js';

const path = join(projectFolder, 'docs/cli.md');
const text = readFileSync(path, 'utf8');
const block = /^```console\n\$ (heapdiff [^\n]*)\n([^]*?)^```$/gm;
const shown = [...text.matchAll(block)].map((match) => ({ command: match[1] ?? '', output: match[2] ?? '' }));

function run(command: string): string {
  const { code, stdout, stderr } = runShell(command, { env: { COLUMNS: '100' } });
  expect([code, stderr]).toEqual([0, '']);
  // CSV has other line ends, which a text file in git would lose.
  return stdout.replaceAll('\r\n', '\n');
}

if (process.env['HEAPDIFF_UPDATE_DOCS'] === '1') {
  writeFileSync(
    path,
    text.replace(block, (_, command: string) => `\`\`\`console\n$ ${command}\n${run(command)}\`\`\``),
  );
}

test('docs/cli.md shows every command', () => {
  for (const command of ['diff', 'summary', 'retainers', 'objects']) {
    expect(shown.map((each) => each.command)).toContain(`heapdiff ${command} --help`);
  }
  expect(shown.length).toBeGreaterThan(10);
});

describe.each(shown)('$command', ({ command, output }) => {
  test('prints what docs/cli.md shows', () => {
    expect(run(command)).toBe(output);
  });
});

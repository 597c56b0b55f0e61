// Every command that docs/suspects.md shows prints what it shows. HEAPDIFF_UPDATE_DOCS=1 writes it anew.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readKnownRetainers } from '../../src/engine/read-known-retainers.js';
import { projectFolder, runShell } from './run-heapdiff.js';

const path = join(projectFolder, 'docs/suspects.md');
const text = readFileSync(path, 'utf8');
const block = /^```console\n\$ (heapdiff [^\n]*)\n([^]*?)^```$/gm;
const shown = [...text.matchAll(block)].map((match) => ({ command: match[1] ?? '', output: match[2] ?? '' }));

function run(command: string): string {
  const { code, stdout, stderr } = runShell(command, { env: { COLUMNS: '100' } });
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

if (process.env['HEAPDIFF_UPDATE_DOCS'] === '1') {
  writeFileSync(
    path,
    text.replace(block, (_, command: string) => `\`\`\`console\n$ ${command}\n${run(command)}\`\`\``),
  );
}

describe.each(shown)('$command', ({ command, output }) => {
  test('prints what docs/suspects.md shows', () => {
    expect(run(command)).toBe(output);
  });
});

test('the example of a configuration is a valid one', () => {
  const [, json = ''] = /```json\n([^]*?)```/.exec(text) ?? [];
  const { knownRetainers } = JSON.parse(json) as { knownRetainers: unknown };
  expect(readKnownRetainers(knownRetainers)).toHaveLength(3);
});

test('every cause is explained', () => {
  const schema = readFileSync(join(projectFolder, 'dist/schema/report-v1.json'), 'utf8');
  const list = /\[[^\]]*"unbounded-collection"[^\]]*\]/.exec(schema)![0];
  const kinds = JSON.parse(list) as string[];
  expect(kinds.length).toBeGreaterThan(10);
  for (const kind of kinds) expect(text).toMatch(new RegExp(`^\\| ${kind} +\\| \\S`, 'm'));
});

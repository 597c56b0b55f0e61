// docs/architecture.md against the import rules and the code. HEAPDIFF_UPDATE_DOCS=1 writes its table anew (then
// `npm run format`).

import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ZoneRule, importTable } from './import-table.js';

const text = readFileSync('docs/architecture.md', 'utf8');
/** Cells of the rows whose first cell is a name in code. */
const rows = [...text.matchAll(/^\| `([^`]+)` +\|(.*)\|$/gm)].map(([, name = '', rest = '']) => [
  name,
  ...rest.split('|').map((cell) => cell.trim()),
]);

function describeRule({ zones, packages = [], node = {} }: ZoneRule): string[] {
  const modules = Object.entries(node).map(([name, files]) =>
    files === Infinity ? name : `${name} (in ${files} ${files === 1 ? 'file' : 'files'})`,
  );
  return [
    zones.map((zone) => zone.replace(/^src\//, '')).join(', ') || 'nothing',
    [...packages, ...modules].join(', ') || 'none',
  ];
}

if (process.env['HEAPDIFF_UPDATE_DOCS'] === '1') {
  const updated = text.replace(/^\| `([^`]+)` +\|([^|]*)\|.*\|$/gm, (row, name: string, sentence: string) => {
    const rule = importTable[name];
    return rule === undefined ? row : `| \`${name}\` |${sentence}| ${describeRule(rule).join(' | ')} |`;
  });
  writeFileSync('docs/architecture.md', updated);
}

test('the table of folders says what the import rules say', () => {
  const documented = rows
    .filter(([name = '']) => name in importTable)
    .map(([name, , ...rule]) => [name, ...rule]);
  const enforced = Object.entries(importTable).map(([zone, rule]) => [zone, ...describeRule(rule)]);
  expect(documented).toEqual(enforced);
});

test('the life of a diff names functions that are there', () => {
  const life = rows.filter(([, file = '']) => file.startsWith('`'));
  expect(life.length).toBeGreaterThan(9);
  for (const [name = '', file = ''] of life) {
    expect(readFileSync(file.replaceAll('`', ''), 'utf8')).toMatch(
      new RegExp(`^export (async )?function\\*? ${name}[<(]`, 'm'),
    );
  }
});

import { expect, test } from 'vitest';
import { addTable, openPage } from '../../../src/render/terminal-parts.js';

test('a table may have more rows than a call may have arguments', () => {
  const page = openPage({ width: 40, colour: false });
  const cells = Array.from({ length: 300_000 }, (_, row) => `k${row}`);
  addTable(page, [{ key: 'key', title: 'key', align: 'left', cells }], '  ');
  expect([page.lines.length, page.lines[1], page.lines.at(-1)]).toEqual([300_001, '  k0', '  k299999']);
});

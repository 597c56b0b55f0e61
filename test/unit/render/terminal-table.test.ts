import { expect, test } from 'vitest';
import { buildStyle } from '../../../src/render/style.js';
import { renderTable } from '../../../src/render/terminal-table.js';
import type { TableColumn } from '../../../src/render/terminal-table.js';

const columns: readonly TableColumn[] = [
  {
    key: 'class',
    title: 'class',
    align: 'left',
    cells: ['Session', 'AVeryLongClassName'],
    min: 8,
    cut: 'middle',
  },
  { key: 'all', title: 'objects', align: 'right', cells: ['1 → 2 → 3', '4 → 5 → 6'], drop: 1 },
  { key: 'ends', title: 'objects', align: 'right', cells: ['1 → 3', '4 → 6'], insteadOf: 'all' },
  { key: 'size', title: 'size', align: 'right', cells: ['5 kB', '6 kB'], drop: 2 },
  { key: 'change', title: 'Δ', titleAlone: 'Δ size', beside: 'size', align: 'right', cells: ['+1', '+2'] },
];
const render = (width: number): string[] => renderTable(columns, width, ' ', buildStyle(false));

test('a table that fits shows everything', () => {
  expect(render(80)).toEqual([
    ' class                 objects  size   Δ',
    ' Session             1 → 2 → 3  5 kB  +1',
    ' AVeryLongClassName  4 → 5 → 6  6 kB  +2',
  ]);
});

test('a long name gives way before a column goes', () => {
  expect(render(32)).toEqual([
    ' class         objects  size   Δ',
    ' Session     1 → 2 → 3  5 kB  +1',
    ' AVery…Name  4 → 5 → 6  6 kB  +2',
  ]);
});

test('columns go in their order, each replaced by its shorter form or title', () => {
  expect(render(28)).toEqual([
    ' class     objects  size   Δ',
    ' Session     1 → 3  5 kB  +1',
    ' AVer…ame    4 → 6  6 kB  +2',
  ]);
  expect(render(26)).toEqual([
    ' class     objects  Δ size',
    ' Session     1 → 3      +1',
    ' AVer…ame    4 → 6      +2',
  ]);
});

test('what cannot be dropped is cut', () => {
  for (let width = 1; width < 30; width++) {
    for (const line of render(width)) expect(line.length).toBeLessThanOrEqual(width);
  }
});

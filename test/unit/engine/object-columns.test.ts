// Cells of objects in memory that was used before, against cells in memory of their own.

import { expect, test } from 'vitest';
import { loadAnalysis } from '../../../src/engine/load-analysis.js';
import { objectsOf } from '../../../src/engine/objects-of.js';
import type { ObjectCells, ObjectColumn } from '../../../src/report/model.js';

const COLUMNS: readonly ObjectColumn[] = [
  ...(['id', 'className', 'shallowSize', 'selfSize', 'retainedSize', 'distance'] as const),
  ...(['detachedness', 'kind', 'name', 'dominatorId', 'location', 'allocationStack'] as const),
];
const FULL = 0xff;

/** With room to spare, and never empty. */
const usedBytes = (bytes: number): ArrayBuffer => new Uint8Array(bytes + 16).fill(FULL).buffer;

function listValues(cells: ObjectCells, column: ObjectColumn): readonly unknown[] {
  const values = cells[column];
  if (values === undefined) return [];
  return values instanceof Float64Array
    ? [...values]
    : Array.from(values.codes, (code) => values.valueOf(code));
}

test.each(['node12.heapsnapshot.gz', 'node24.heapsnapshot.gz'])(
  '%s: what was in the memory is in no cell',
  async (file) => {
    const analysis = await loadAnalysis(`snapshots/runtimes/${file}`);
    const own = [...objectsOf(analysis, { columns: COLUMNS }).cells];
    const used = [...objectsOf(analysis, { columns: COLUMNS }, { allocate: usedBytes }).cells];
    expect(used.length).toBe(own.length);
    for (const [i, batch] of own.entries())
      for (const column of COLUMNS)
        expect(listValues(used[i] ?? {}, column), column).toEqual(listValues(batch, column));
  },
);

test('the numbers of distances are those that their codes stand for', async () => {
  const analysis = await loadAnalysis('snapshots/runtimes/node24.heapsnapshot.gz');
  const kinds = new Set<string>();
  for (const { distance } of objectsOf(analysis, { columns: ['distance'] }).cells) {
    const values = Array.from(distance?.codes ?? [], (code) => distance?.valueOf(code));
    for (const value of values) kinds.add(typeof value);
    expect([...(distance?.numbers ?? [])]).toEqual(
      values.map((value) => (typeof value === 'number' ? value : -1)),
    );
  }
  expect([...kinds].sort()).toEqual(['number', 'string']);
});

// Objects by each column, against a sort that compares the rows themselves.

import { describe, expect, test } from 'vitest';
import { loadAnalysis } from '../../../src/engine/load-analysis.js';
import { objectsOf } from '../../../src/engine/objects-of.js';
import type { ObjectColumn, ObjectRow } from '../../../src/report/model.js';

const COLUMNS = [
  ...(['id', 'className', 'shallowSize', 'selfSize', 'retainedSize', 'distance'] as const),
  ...(['detachedness', 'kind', 'name', 'dominatorId', 'location', 'allocationStack'] as const),
] satisfies readonly ObjectColumn[];
const SIZES: ReadonlySet<string> = new Set(['shallowSize', 'selfSize', 'retainedSize', 'distance']);

/** What decides the order, from the most important on. Nothing comes behind everything. */
function keysOf(column: ObjectColumn, value: ObjectRow[ObjectColumn] | undefined): (number | string)[] {
  if (value === null || value === undefined) return [1];
  if (typeof value === 'number') return [0, 0, SIZES.has(column) ? -value : value];
  if (typeof value === 'string') return [0, 1, value];
  if (column === 'location') {
    const { url, line, column: at } = value as NonNullable<ObjectRow['location']>;
    return [0, 0, url, line, at];
  }
  return [0, 0, JSON.stringify(value)];
}

function compareKeys(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  const at = a.findIndex((key, i) => key !== b[i]);
  return at < 0 ? 0 : a[at] < (b[at] ?? 0) ? -1 : 1;
}

describe.each(['node24-timeline.heaptimeline.gz', 'chromium.heapsnapshot.gz', 'bun.heapsnapshot.gz'])(
  '%s',
  (file) => {
    test.each(COLUMNS)('sorted by %s', async (column) => {
      const analysis = await loadAnalysis(`snapshots/runtimes/${file}`);
      const rows = (sort?: ObjectColumn): Partial<ObjectRow>[] =>
        [...objectsOf(analysis, { columns: ['id', column], sort }).batches].flat();
      const twin = rows()
        .map((row) => ({ row, keys: keysOf(column, row[column]) }))
        .sort((a, b) => compareKeys(a.keys, b.keys))
        .map(({ row }) => row.id);
      const sorted = rows(column).map(({ id }) => id);
      expect(sorted).toHaveLength(analysis.graph.nodeCount);
      expect(sorted.findIndex((id, i) => id !== twin[i])).toBe(-1);
    });
  },
);

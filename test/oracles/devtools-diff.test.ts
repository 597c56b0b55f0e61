// The Comparison view of Chrome DevTools' own engine, row by row, for every pair of snapshots of one process.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TableComparison, compareTables } from '../../src/diff/compare-tables.js';
import { type SnapshotTable, buildSnapshotTable } from '../../src/diff/snapshot-table.js';
import { analyzeGraph } from '../../src/engine/analyze.js';
import type { HeapGraph } from '../../src/heap/heap-graph.js';
import { tableInputs } from '../support/table-inputs.js';
import { readManifest } from '../support/manifest.js';
import { graphOfText, readUncompressed } from '../support/read-graph.js';
import { type Engine, type EngineDiff, diffEngines, runEngine } from './devtools-engine.js';
import { engineClassKey } from './engine-class-key.js';

const { files, scenarios } = readManifest();
const roles = ['baseline', 'target', 'final'] as const;
type Role = (typeof roles)[number];
const pairs: readonly (readonly [Role, Role])[] = [
  ['baseline', 'target'],
  ['target', 'final'],
  ['baseline', 'final'],
  ['final', 'baseline'],
];

/** Tables of both, the shapes of the newer one applied to both. */
async function compare(older: HeapGraph, newer: HeapGraph): Promise<TableComparison> {
  const last = await analyzeGraph(newer);
  const first = await analyzeGraph(older, {}, () => last.shapes);
  return compareTables([buildSnapshotTable(tableInputs(first)), buildSnapshotTable(tableInputs(last))]);
}

function changedRows({ changes, rows }: TableComparison): ReadonlyMap<string, EngineDiff> {
  const changed = new Map<string, EngineDiff>();
  rows.identities.forEach((identity, row) => {
    const diff = {
      addedCount: changes!.addedCount[row],
      removedCount: changes!.removedCount[row],
      addedSize: changes!.addedSize[row],
      removedSize: changes!.removedSize[row],
    };
    if (diff.addedCount > 0 || diff.removedCount > 0) changed.set(engineClassKey(identity), diff);
  });
  return changed;
}

describe.each(scenarios.filter(({ committed }) => committed).map(({ name }) => name))('%s', (scenario) => {
  const graphs = new Map<Role, HeapGraph>();
  const engines = new Map<Role, Engine>();

  beforeAll(async () => {
    for (const role of roles) {
      const { path } = files.find((file) => file.scenario === scenario && file.role === role)!;
      const bytes = readUncompressed(path);
      graphs.set(role, await graphOfText(bytes));
      engines.set(role, await runEngine(bytes.toString('utf8')));
    }
  });
  afterAll(() => {
    graphs.clear();
    engines.clear();
  });

  it.each(pairs)('%s to %s has the same objects added and removed in each row', async (from, to) => {
    const comparison = await compare(graphs.get(from)!, graphs.get(to)!);
    const expected = [...diffEngines(engines.get(from)!, engines.get(to)!)].map(
      ([key, { addedCount, removedCount, addedSize, removedSize }]) => {
        return [key, { addedCount, removedCount, addedSize, removedSize }] as const;
      },
    );
    expect(expected.length).toBeGreaterThan(5);
    expect(changedRows(comparison)).toEqual(new Map(expected));
  });

  it.each(pairs)(
    '%s to %s: counts change by what was added and removed, and rows add up to the heap',
    async (from, to) => {
      const { changes, counts, shallowSizes, tables } = await compare(graphs.get(from)!, graphs.get(to)!);
      const sum = (column: Float64Array): number => column.reduce((total, value) => total + value, 0);
      const added = sum(changes!.addedCount) - sum(changes!.removedCount);
      expect(sum(counts[1]) - sum(counts[0])).toBe(added);
      const totals = tables.map(totalSize);
      expect(shallowSizes.map(sum)).toEqual(totals);
    },
  );
});

function totalSize({ nodeCount, shallowSize }: SnapshotTable): number {
  let total = 0;
  for (let node = 0; node < nodeCount; node++) total += shallowSize[node];
  return total;
}

// Random pairs of heaps: the class diff against sets of ids, against itself turned around, and against DevTools'
// own engine.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ClassRows,
  type RowChanges,
  buildClassRows,
  computeRowChanges,
} from '../../src/diff/class-growth.js';
import { compareTables } from '../../src/diff/compare-tables.js';
import { buildIdIndex } from '../../src/diff/id-index.js';
import { matchIds } from '../../src/diff/match-ids.js';
import { findResized } from '../../src/diff/resized-objects.js';
import { type SnapshotTable, buildSnapshotTable } from '../../src/diff/snapshot-table.js';
import { analyzeGraph } from '../../src/engine/analyze.js';
import { diffEngines, runEngine } from '../oracles/devtools-engine.js';
import { engineClassKey } from '../oracles/engine-class-key.js';
import { tableInputs } from '../support/table-inputs.js';
import { analyzeText, graphOfText } from '../support/read-graph.js';
import { hasRenamedData } from './graph-twins.js';
import { type RandomHeap, type RandomNode, heapText, randomHeap } from './random-heap.js';

/** A heap and what became of it: nodes are replaced, resized, or their id goes to something else. */
const pairs = randomHeap(20).chain((heap) =>
  fc
    .array(
      fc.record({
        fate: fc.constantFrom('stays', 'stays', 'stays', 'replaced', 'resized', 'reused'),
        size: fc.nat(500),
      }),
      { minLength: heap.nodes.length, maxLength: heap.nodes.length },
    )
    .map((fates) => ({
      older: heap,
      newer: { ...heap, nodes: heap.nodes.map((node, n) => age(node, n, fates[n])) },
    })),
);

function age(node: RandomNode, ordinal: number, { fate, size }: { fate: string; size: number }): RandomNode {
  if (ordinal === 0 || fate === 'stays') return node;
  // Names of WeakMap edges keep the old ids then, as do those of a producer that gets them wrong.
  if (fate === 'replaced') return { ...node, id: node.id + 20_000 };
  if (fate === 'resized') return { ...node, selfSize: size };
  return { ...node, type: 'object', name: 'Reused', selfSize: size + 1 };
}

interface Comparison {
  readonly rows: ClassRows;
  readonly changes: RowChanges;
  readonly tables: readonly [SnapshotTable, SnapshotTable];
}

function compare(first: SnapshotTable, last: SnapshotTable): Comparison {
  const rows = buildClassRows([first, last], true);
  const match = matchIds(first, last, buildIdIndex(last.id, last.nodeCount));
  const [rowOfFirst, rowOfLast] = rows.rowOf;
  const changes = computeRowChanges(
    rows,
    { table: first, rowOf: rowOfFirst },
    { table: last, rowOf: rowOfLast },
    match,
  );
  return { rows, changes, tables: [first, last] };
}

/** Both tables, with the newer snapshot's shapes. */
async function tablesOf(older: RandomHeap, newer: RandomHeap): Promise<[SnapshotTable, SnapshotTable]> {
  const last = await analyzeText(heapText(newer));
  const first = await analyzeGraph(await graphOfText(heapText(older)), {}, () => last.shapes);
  return [buildSnapshotTable(tableInputs(first)), buildSnapshotTable(tableInputs(last))];
}

interface Row {
  addedCount: number;
  addedSize: number;
  removedCount: number;
  removedSize: number;
}

function rowsByKey({ rows, changes }: Comparison): Map<string, Row> {
  const found = rows.identities.map((identity, row) => {
    const { addedCount, addedSize, removedCount, removedSize } = changes;
    const numbers = {
      addedCount: addedCount[row],
      addedSize: addedSize[row],
      removedCount: removedCount[row],
      removedSize: removedSize[row],
    };
    return [engineClassKey(identity), numbers] as const;
  });
  return new Map(found.filter(([, row]) => row.addedCount > 0 || row.removedCount > 0));
}

/** Objects that count, by id, of each class. */
function objectsByClass(table: SnapshotTable): Map<string, Map<number, number>> {
  const byClass = new Map<string, Map<number, number>>();
  for (let node = 0; node < table.nodeCount; node++) {
    if (table.shallowSize[node] === 0) continue;
    const key = engineClassKey(table.classes[table.classOf[node]]);
    if (!byClass.has(key)) byClass.set(key, new Map());
    byClass.get(key)!.set(table.id[node], table.shallowSize[node]);
  }
  return byClass;
}

/** Count and size of what is in one and not in the other. */
function missing(
  from: Map<number, number> | undefined,
  other: Map<number, number> | undefined,
): [number, number] {
  const sizes = [...(from ?? [])].filter(([id]) => !other?.has(id)).map(([, size]) => size);
  return [sizes.length, sizes.reduce((sum, size) => sum + size, 0)];
}

function law(name: string, check: (older: RandomHeap, newer: RandomHeap) => Promise<void>): void {
  test(name, () =>
    fc.assert(
      fc.asyncProperty(pairs, ({ older, newer }) => check(older, newer)),
      { numRuns: 200 },
    ),
  );
}

law('rows are differences of sets of ids', async (older, newer) => {
  const [first, last] = await tablesOf(older, newer);
  const before = objectsByClass(first);
  const after = objectsByClass(last);
  const expected = new Map<string, Row>();
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [addedCount, addedSize] = missing(after.get(key), before.get(key));
    const [removedCount, removedSize] = missing(before.get(key), after.get(key));
    if (addedCount + removedCount > 0)
      expected.set(key, { addedCount, addedSize, removedCount, removedSize });
  }
  expect(rowsByKey(compare(first, last))).toEqual(expected);
});

law('a snapshot does not differ from itself', async (heap) => {
  const tables = await tablesOf(heap, heap);
  const { changes, identity, counts } = compareTables(tables);
  expect(identity.mode).toBe('id');
  for (const column of Object.values(changes!) as Float64Array[])
    expect(new Set(column)).toEqual(new Set([0]));
  expect(counts[0]).toEqual(counts[1]);
});

law('turned around, what was added is removed', async (older, newer) => {
  const [first, last] = await tablesOf(older, newer);
  const forwards = rowsByKey(compare(first, last));
  const backwards = rowsByKey(compare(last, first));
  const turned = [...backwards].map(([key, { addedCount, addedSize, removedCount, removedSize }]) => {
    const row = {
      addedCount: removedCount,
      addedSize: removedSize,
      removedCount: addedCount,
      removedSize: addedSize,
    };
    return [key, row] as const;
  });
  expect(forwards).toEqual(new Map(turned));
});

law('every byte of growth was added, removed or resized in place', async (older, newer) => {
  const [first, last] = await tablesOf(older, newer);
  const { changes, rows } = compare(first, last);
  const byRow = (table: SnapshotTable, rowOf: Uint32Array): number[] => {
    const sums = rows.identities.map(() => 0);
    for (let node = 0; node < table.nodeCount; node++)
      sums[rowOf[table.classOf[node]]] += table.shallowSize[node];
    return sums;
  };
  const before = byRow(first, rows.rowOf[0]);
  const after = byRow(last, rows.rowOf[1]);
  rows.identities.forEach((_, row) => {
    // Objects that were there, of the same class, and counted both times.
    let kept = 0;
    const ordinals = new Map(Array.from({ length: first.nodeCount }, (__, node) => [first.id[node], node]));
    for (let node = 0; node < last.nodeCount; node++) {
      const was = ordinals.get(last.id[node]);
      if (was === undefined || last.shallowSize[node] === 0 || first.shallowSize[was] === 0) continue;
      if (rows.rowOf[1][last.classOf[node]] !== row || rows.rowOf[0][first.classOf[was]] !== row) continue;
      kept += last.shallowSize[node] - first.shallowSize[was];
    }
    expect(after[row] - before[row]).toBe(changes.addedSize[row] - changes.removedSize[row] + kept);
  });
});

law(
  'what is listed as resized has one id, kind and name, two sizes, and a class of its own',
  async (older, newer) => {
    const [first, last] = await tablesOf(older, newer);
    const match = matchIds(first, last, buildIdIndex(last.id, last.nodeCount));
    const expected: number[] = [];
    older.nodes.forEach((was, node) => {
      const is = newer.nodes[node];
      const isSame = was.id === is.id && was.type === is.type && was.name === is.name;
      // Groups of V8's own, such as (array), change in any program and are not listed.
      if (last.classes[last.classOf[node]].name.startsWith('(')) return;
      if (isSame && first.shallowSize[node] !== last.shallowSize[node]) expected.push(node);
    });
    const { total, top } = findResized(first, last, match, 1000);
    expect(total).toBe(expected.length);
    expect(top.map((resized) => resized.first).toSorted((a, b) => a - b)).toEqual(expected);
    for (const { first: was, last: is, sizeDelta } of top) {
      expect(sizeDelta).toBe(last.shallowSize[is] - first.shallowSize[was]);
    }
  },
);

law("rows are those of DevTools' comparison", async (older, newer) => {
  fc.pre(!hasRenamedData(older) && !hasRenamedData(newer));
  const [first, last] = await tablesOf(older, newer);
  const rows = diffEngines(await runEngine(heapText(older)), await runEngine(heapText(newer)));
  const expected = [...rows].map(([key, { addedCount, addedSize, removedCount, removedSize }]) => {
    return [key, { addedCount, addedSize, removedCount, removedSize }] as const;
  });
  expect(rowsByKey(compare(first, last))).toEqual(new Map(expected));
});

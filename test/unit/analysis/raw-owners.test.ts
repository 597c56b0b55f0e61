import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OwnerGroup } from '../../../src/analysis/owner-groups.js';
import { findRawOwners } from '../../../src/analysis/raw-owners.js';
import { type EdgeOrdinal, NO_EDGE, type NodeOrdinal } from '../../../src/core/columns.js';
import { buildColumnPool } from '../../../src/core/column-pool.js';
import type { HeapGraph } from '../../../src/heap/heap-graph.js';
import { edgeName } from '../../../src/heap/names.js';
import { buildEdgeOwners, buildRetainerIndex } from '../../../src/heap/retainers.js';
import { writeLineHeap } from '../../support/line-heap.js';
import { graphOfText } from '../../support/read-graph.js';

const HOLDERS = 6;
const HELD = 4;
const HELD_FROM = 1 + HOLDERS;

interface Drawn {
  readonly holder: number;
  readonly held: number;
  readonly kind: string;
  readonly name: string;
}

const edge: fc.Arbitrary<Drawn> = fc.record({
  holder: fc.nat(HOLDERS - 1),
  held: fc.nat(HELD - 1),
  kind: fc.constantFrom('property', 'weak', 'internal', 'element'),
  name: fc.constantFrom('1', '2', '3', '4', '5'),
});

const byHeld = (a: OwnerGroup, b: OwnerGroup): number => b.held - a.held || a.sample - b.sample;
const tell = ({ edge: told, held, sample, list }: OwnerGroup): string =>
  `${Array.from(list()).join()} ${sample} ${told.kind} ${told.name} ${held}`;

/** Every edge into the objects looked at, one after the other. */
function obviousGroups(graph: HeapGraph, owners: Uint32Array, nodes: readonly NodeOrdinal[]): OwnerGroup[] {
  const groups = new Map<string, { group: Omit<OwnerGroup, 'held'>; held: Set<number> }>();
  for (let e = 0 as EdgeOrdinal; e < graph.edgeCount; e++) {
    if (!nodes.includes(graph.edgeTarget[e])) continue;
    const sample = owners[e] as NodeOrdinal;
    const told = { kind: graph.edgeKindNames[graph.edgeKind[e]], name: edgeName(graph, e) };
    const key = `${sample} ${told.kind} ${told.name}`;
    const found = groups.get(key) ?? {
      group: { edge: told, firstEdge: e, sample, list: () => [sample] },
      held: new Set(),
    };
    found.held.add(graph.edgeTarget[e]);
    groups.set(key, found);
  }
  return Array.from(groups.values(), ({ group, held }) => ({ ...group, held: held.size })).sort(byHeld);
}

test('the groups that come first, and the number of all', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(edge, { maxLength: 120 }),
      fc.constantFrom(0, 1, 3, 1000),
      async (drawn, most) => {
        const lines = [
          'root: synthetic',
          ...Array.from({ length: HOLDERS }, (_, i) => `h${i}: object Holder`),
          ...Array.from({ length: HELD }, (_, i) => `x${i}: object Held`),
          ...drawn.map(({ holder, held, kind, name }) => `h${holder} -${kind}:${name}-> x${held}`),
        ];
        const graph = await graphOfText(writeLineHeap(lines.join('\n')));
        const pool = buildColumnPool();
        const owners = buildEdgeOwners(graph, pool);
        const inputs = {
          ...{ graph, owners, index: buildRetainerIndex(graph, pool), retaining: null },
          isLeftOut: () => false,
        };
        const nodes = Array.from({ length: HELD - 1 }, (_, i) => (HELD_FROM + i) as NodeOrdinal);
        const wanted = obviousGroups(graph, owners, nodes);
        const { groups, count } = findRawOwners(inputs, nodes, most, byHeld, null);
        expect(count).toBe(wanted.length);
        expect(groups.map(tell)).toEqual(wanted.slice(0, most).map(tell));
      },
    ),
  );
});

test('nodes that are left out, and edges beyond the budget, do not count', async () => {
  const graph = await graphOfText(
    writeLineHeap(
      'root: synthetic\na: object\nb: object\na -property:x-> t\nb -property:x-> t\nb -property:y-> t',
    ),
  );
  const pool = buildColumnPool();
  const inputs = {
    ...{
      graph,
      owners: buildEdgeOwners(graph, pool),
      index: buildRetainerIndex(graph, pool),
      retaining: null,
    },
    isLeftOut: (node: NodeOrdinal) => node === 1,
  };
  const target = graph.edgeTarget[0 as EdgeOrdinal];
  expect(inputs.index.firstIn[target]).not.toBe(NO_EDGE);
  expect(findRawOwners(inputs, [target], 9, byHeld, null).groups.map(tell)).toEqual([
    '2 2 property x 1',
    '2 2 property y 1',
  ]);
  const budget = { left: 2 };
  expect(findRawOwners(inputs, [target], 9, byHeld, budget).groups.map(tell)).toEqual(['2 2 property x 1']);
  expect(budget.left).toBe(-1);
});

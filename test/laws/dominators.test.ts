// Dominators on graphs that are denser, deeper and wider than the mixed random heaps: every graph whose edges all
// retain, against deleting nodes, and two extreme shapes with a million nodes.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dominatorColumn } from '../../src/analysis/dominators.js';
import { bytesSource, chunksSource } from '../../src/bytes/byte-source.js';
import type { NodeOrdinal } from '../../src/core/columns.js';
import { type Analysis, analyzeGraph, computeTableOf } from '../../src/engine/analyze.js';
import type { DescribedNode, HeapDescription } from '../../src/format/heap-description.js';
import { readSnapshot } from '../../src/format/read-snapshot.js';
import { writeSnapshot } from '../../src/format/write-snapshot.js';
import { buildHeapGraph } from '../../src/heap/heap-graph.js';
import { runEngine } from '../oracles/devtools-engine.js';

/** Targets of each node; node 0 is the root. */
type Targets = readonly (readonly number[])[];

function describe(targets: Targets): HeapDescription {
  const nodes = targets.map((own, ordinal) => ({
    type: 'object',
    name: 'Node',
    id: 2 * ordinal + 1,
    selfSize: ordinal + 1,
    edges: own.map((target) => ({ type: 'property', name: 'p', target })),
  }));
  return { nodes };
}

async function analyzeHeap(heap: HeapDescription): Promise<Analysis> {
  const bytes = Buffer.concat([...writeSnapshot(heap, 'node26')]);
  return analyzeGraph(buildHeapGraph(await readSnapshot(bytesSource(bytes, 'test'))));
}

function findReached(targets: Targets, without: number): Set<number> {
  const reached = new Set([0]);
  for (const node of reached) {
    for (const target of targets[node]) if (target !== without) reached.add(target);
  }
  return reached;
}

/** The closest of the nodes whose deletion cuts a node off; the root for what is not reached at all. */
function naiveDominators(targets: Targets): number[] {
  const all = findReached(targets, -1);
  const dominated = targets.map((_, node) => {
    const left = node === 0 ? new Set<number>() : findReached(targets, node);
    return new Set([...all].filter((other) => !left.has(other)));
  });
  return targets.map((_, node) => {
    if (node === 0 || !all.has(node)) return 0;
    const above = targets
      .map((__, other) => other)
      .filter((other) => other !== node && dominated[other].has(node));
    return above.reduce((best, other) => (dominated[other].size < dominated[best].size ? other : best), 0);
  });
}

/** Every node but the root has an edge from an earlier one, so that all are reached; then more edges at random. */
const connected = fc.integer({ min: 2, max: 60 }).chain((count) =>
  fc
    .record({
      parents: fc.tuple(...Array.from({ length: count - 1 }, (_, i) => fc.integer({ min: 0, max: i }))),
      extra: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: count }),
    })
    .map(({ parents, extra }) => {
      const targets: number[][] = Array.from({ length: count }, () => []);
      parents.forEach((parent, i) => targets[parent].push(i + 1));
      for (const [owner, target] of extra) targets[owner].push(target);
      return targets;
    }),
);

test('a dominator is the closest node whose deletion cuts off', () =>
  fc.assert(
    fc.asyncProperty(connected, async (targets) => {
      const { tree } = await analyzeHeap(describe(targets));
      expect(Array.from(dominatorColumn(tree))).toEqual(naiveDominators(targets));
    }),
    { numRuns: 300 },
  ));

test("dominators of larger graphs are those of DevTools' engine", () =>
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 100, max: 2000 }),
      fc.infiniteStream(fc.nat()),
      async (count, numbers) => {
        const next = (below: number): number => (numbers.next().value as number) % below;
        const targets: Targets = Array.from({ length: count }, (_, node) =>
          // Mostly near, so that long chains with ways back and forth come out.
          Array.from({ length: next(4) }, () =>
            next(8) === 0 ? next(count) : Math.min(count - 1, node + next(9)),
          ),
        );
        const heap = describe(targets);
        const engine = await runEngine(Buffer.concat([...writeSnapshot(heap, 'node26')]).toString('utf8'));
        const { tree, retainedSize } = await analyzeHeap(heap);
        const dominators = dominatorColumn(tree);
        const theirs = targets.map((_, node) => engine.node(node));
        expect(Array.from(dominators)).toEqual(theirs.map(({ dominator }) => dominator));
        expect(Array.from(retainedSize)).toEqual(theirs.map((node) => node.retainedSize));
      },
    ),
    { numRuns: 20 },
  ));

test.each<[string, Targets, number[]]>([
  ['a diamond is dominated by its top', [[1, 2], [3], [3], [4], []], [0, 0, 0, 0, 3]],
  ['a way round takes dominance away', [[1], [2, 3], [3], []], [0, 0, 1, 1]],
  ['two loops into each other share the node above them', [[1], [2, 3], [3], [2]], [0, 0, 1, 1]],
  ['an edge back to the root changes nothing', [[1], [2, 0], [0]], [0, 0, 1]],
  ['what nothing retains hangs under the root, with all it holds', [[1], [], [3], []], [0, 0, 0, 2]],
  ['what two orphans hold hangs under the root', [[], [3], [3], []], [0, 0, 0, 0]],
  ['an orphan takes no dominance from what the root reaches', [[1], [2], [], [2]], [0, 0, 0, 0]],
  ['nodes that hold only one another hang under the root one by one', [[], [2], [3], [1]], [0, 0, 0, 0]],
])('%s', async (_, targets, dominators) => {
  const { tree } = await analyzeHeap(describe(targets));
  expect(Array.from(dominatorColumn(tree))).toEqual(dominators);
});

const million = 1_000_000;

/** A million nodes made on the fly, read piece by piece. */
async function analyzeMillion(targetsOf: (node: number) => Iterable<number>): Promise<Analysis> {
  const nodes: Iterable<DescribedNode> = {
    *[Symbol.iterator]() {
      for (let node = 0; node < million; node++) {
        const edges = Array.from(targetsOf(node), (target) => ({ type: 'property', name: 'p', target }));
        yield { type: 'object', name: 'Node', id: 2 * node + 1, selfSize: 8, edges };
      }
    },
  };
  const chunks = (async function* () {
    for (const chunk of writeSnapshot({ nodes }, 'node26')) yield await Promise.resolve(chunk);
  })();
  return analyzeGraph(buildHeapGraph(await readSnapshot(chunksSource(chunks, 'million'))));
}

test('a chain of a million nodes overflows no stack', async () => {
  const analysis = await analyzeMillion((node) => (node + 1 < million ? [node + 1] : []));
  const { tree, retainedSize, distance } = analysis;
  const table = computeTableOf(analysis);
  const dominators = dominatorColumn(tree);
  expect(dominators.every((dominator, node) => dominator === Math.max(0, node - 1))).toBe(true);
  expect([retainedSize[0], retainedSize[million - 1]]).toEqual([8 * million, 8]);
  expect(distance[(million - 1) as NodeOrdinal]).toBe(million - 1);
  expect(table.retainedSizes[0]).toBe(8 * million);
});

test('a star of a million nodes takes linear time and space', async () => {
  const all = {
    *[Symbol.iterator]() {
      for (let node = 1; node < million; node++) yield node;
    },
  };
  const { tree, retainedSize, distance } = await analyzeMillion((node) => (node === 0 ? all : [0]));
  expect(dominatorColumn(tree).every((dominator) => dominator === 0)).toBe(true);
  expect([retainedSize[0], retainedSize[million - 1]]).toEqual([8 * million, 8]);
  expect(distance[(million - 1) as NodeOrdinal]).toBe(1);
});

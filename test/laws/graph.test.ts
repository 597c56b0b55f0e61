// Random heaps, written by the project's writer and read by its reader: every analysis against a slow and obvious
// twin, and all of them against DevTools' own engine.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { computeTableOf } from '../../src/engine/analyze.js';
import { dominatorColumn } from '../../src/analysis/dominators.js';
import { buildDetourRules } from '../../src/analysis/detours.js';
import { buildFreedIfCut } from '../../src/analysis/freed-if-cut.js';
import { buildPathNamer } from '../../src/analysis/named-paths.js';
import { findOtherPaths } from '../../src/analysis/other-paths.js';
import { computeRetainingTree } from '../../src/analysis/retaining-paths.js';
import { computeStatistics } from '../../src/analysis/statistics.js';
import { hasBit } from '../../src/core/bit-set.js';
import type { EdgeOrdinal, NodeColumn, NodeOrdinal } from '../../src/core/columns.js';
import { buildColumnPool } from '../../src/core/column-pool.js';
import { computePageOwned } from '../../src/heap/page-owned.js';
import { buildRetainerIndex } from '../../src/heap/retainers.js';
import { findUserRoots } from '../../src/heap/user-roots.js';
import { runEngine } from '../oracles/devtools-engine.js';
import { engineClassKey } from '../oracles/engine-class-key.js';
import { analyzeText } from '../support/read-graph.js';
import {
  hasRenamedData,
  twinClassRetained,
  twinDetachedness,
  twinDistances,
  twinDominators,
  twinFreedIfCut,
  twinPageOwned,
  twinRetaining,
  twinShallowSizes,
  twinUserRoots,
} from './graph-twins.js';
import { type RandomHeap, heapText, randomHeap } from './random-heap.js';

const heaps = fc.oneof(randomHeap(8), randomHeap(30));
const runs = { numRuns: 300 };

function list(column: NodeColumn | ArrayLike<number> | null): number[] {
  return Array.from((column ?? []) as ArrayLike<number>);
}

function law(name: string, check: (heap: RandomHeap) => Promise<void>): void {
  test(name, () => fc.assert(fc.asyncProperty(heaps, check), runs));
}

law('user roots and what the page owns are what their definitions say', async (heap) => {
  const { graph } = await analyzeText(heapText(heap));
  expect(findUserRoots(graph)).toEqual(twinUserRoots(heap));
  const owned = computePageOwned(graph, buildColumnPool());
  const nodes = heap.nodes.map((_, node) => node).filter((node) => owned !== null && hasBit(owned, node));
  expect(new Set(nodes)).toEqual(twinPageOwned(heap));
});

law('an edge retains its target if and only if the definition says so', async (heap) => {
  const { graph, retaining } = await analyzeText(heapText(heap));
  const ours = Array.from({ length: graph.edgeCount }, (_, edge) => hasBit(retaining, edge));
  expect(ours).toEqual(twinRetaining(heap));
});

law('a node dominates what can no longer be reached when it is deleted', async (heap) => {
  const { graph, tree, shallowSize, retainedSize } = await analyzeText(heapText(heap));
  const twin = twinDominators(heap, list(shallowSize).slice(0, graph.nodeCount));
  expect(list(dominatorColumn(tree))).toEqual(twin.dominator);
  expect(list(retainedSize)).toEqual(twin.retained);
});

law('the root retains everything, reachable or not', async (heap) => {
  const { graph, retainedSize } = await analyzeText(heapText(heap));
  const total = heap.nodes.reduce((sum, { selfSize }) => sum + selfSize, 0);
  expect(retainedSize[graph.root]).toBe(total);
});

law('sizes move to the one owner, and their sum stays', async (heap) => {
  const { graph, shallowSize } = await analyzeText(heapText(heap));
  const sizes = list(shallowSize).slice(0, graph.nodeCount);
  expect(sizes).toEqual(twinShallowSizes(heap));
  const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);
  expect(sum(sizes)).toBe(sum(heap.nodes.map(({ selfSize }) => selfSize)));
});

law('distances are those of a plain breadth-first search', async (heap) => {
  const { distance } = await analyzeText(heapText(heap));
  expect(list(distance)).toEqual(twinDistances(heap));
});

law('detachedness spreads through native nodes, attached first', async (heap) => {
  const { detachedness } = await analyzeText(heapText(heap));
  expect(list(detachedness.state)).toEqual(twinDetachedness(heap));
});

law("a class's retained size counts no byte twice", async (heap) => {
  const analysis = await analyzeText(heapText(heap));
  const { graph, classes, shallowSize } = analysis;
  const table = computeTableOf(analysis);
  const shallow = list(shallowSize).slice(0, graph.nodeCount);
  const twin = twinClassRetained(list(classes.classOf), shallow, twinDominators(heap, shallow));
  classes.classes.forEach((_, number) => {
    expect(table.retainedSizes[number]).toBe(twin.get(number) ?? 0);
  });
});

law('cutting an edge frees what its target retains, or nothing', async (heap) => {
  const { graph, retaining, tree, retainedSize, shallowSize, pool } = await analyzeText(heapText(heap));
  const index = buildRetainerIndex(graph, pool);
  const twin = twinFreedIfCut(heap, list(shallowSize).slice(0, graph.nodeCount));
  for (const mostSteps of [undefined, 0, 5]) {
    const freed = buildFreedIfCut({ graph, retaining, tree, retainedSize, index, pool, mostSteps });
    const ours = twin.map((bytes, edge) => (bytes === null ? null : freed.bytesOf(edge as EdgeOrdinal)));
    freed.close();
    expect(ours).toEqual(twin);
  }
});

law('other paths are the same whether ways up are walked or looked up', async (heap) => {
  const analysis = await analyzeText(heapText(heap));
  const { graph, retaining, pool } = analysis;
  const rules = buildDetourRules(graph);
  const index = buildRetainerIndex(graph, pool);
  const namer = buildPathNamer(analysis);
  for (const sources of [[graph.root], [...findUserRoots(graph)]]) {
    const tree = computeRetainingTree(graph, retaining, rules, pool, { sources });
    const inputs = { graph, retaining, index, tree, rules, namer, pool };
    for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
      const walked = findOtherPaths(inputs, node, 5);
      for (const mostSteps of [0, 4, 20])
        expect(findOtherPaths({ ...inputs, mostSteps }, node, 5)).toEqual(walked);
    }
  }
});

law("everything is what DevTools' engine says", async (heap) => {
  fc.pre(!hasRenamedData(heap));
  const text = heapText(heap);
  const analysis = await analyzeText(text);
  const { graph, tree, shallowSize, retainedSize, distance, detachedness, classes } = analysis;
  const table = computeTableOf(analysis);
  const engine = await runEngine(text);
  const dominators = dominatorColumn(tree);
  heap.nodes.forEach((_, ordinal) => {
    const node = ordinal as NodeOrdinal;
    expect({
      shallowSize: shallowSize[node],
      retainedSize: retainedSize[ordinal],
      dominator: dominators[ordinal],
      distance: distance[node],
      className: classes.classes[classes.classOf[ordinal]].name,
      detachedness: detachedness.state?.[node] ?? 0,
    }).toEqual(engine.node(ordinal));
  });
  const statistics = computeStatistics(graph, shallowSize);
  expect(statistics).toEqual(engine.statistics());
  const rows = classes.classes.map(
    (identity, number) => [engineClassKey(identity), table.counts[number]] as const,
  );
  const counts = [...engine.classes()].map(([key, { count }]) => [key, count] as const);
  expect(new Map(rows.filter(([, count]) => count > 0))).toEqual(new Map(counts));
});

import { expect, test } from 'vitest';
import { hasBit } from '../../../src/core/bit-set.js';
import type { EdgeOrdinal, NodeOrdinal } from '../../../src/core/columns.js';
import { buildFreedIfCut } from '../../../src/analysis/freed-if-cut.js';
import { computeFreedWithout } from '../../../src/analysis/freed-without.js';
import type { Analysis } from '../../../src/engine/analyze.js';
import { buildRetainerIndex } from '../../../src/heap/retainers.js';
import { readManifest } from '../../support/manifest.js';
import { analyzeHeap } from '../../support/language-analysis.js';
import { analyzeText, readUncompressed } from '../../support/read-graph.js';

/** The slow twin: what a search from all that no retaining edge leads to finds, less what it finds without. */
function twin({ graph, retaining }: Analysis, nodes: readonly number[], edges: readonly number[]): number[] {
  const held = new Set<number>();
  for (let edge = 0 as EdgeOrdinal; edge < graph.edgeCount; edge++)
    if (hasBit(retaining, edge)) held.add(graph.edgeTarget[edge]);
  const sources = Array.from({ length: graph.nodeCount }, (_, node) => node).filter(
    (node) => node === graph.root || !held.has(node),
  );
  const reach = (without: ReadonlySet<number>, cut: ReadonlySet<number>): Set<number> => {
    const seen = new Set(sources.filter((node) => !without.has(node)));
    for (const node of seen)
      for (let edge = graph.firstEdge[node as NodeOrdinal]; edge < graph.firstEdge[node + 1]; edge++) {
        const target = graph.edgeTarget[edge];
        if (hasBit(retaining, edge) && !cut.has(edge) && !without.has(target)) seen.add(target);
      }
    return seen;
  };
  const left = reach(new Set(nodes), new Set(edges));
  return [...reach(new Set(), new Set())].filter((node) => !left.has(node)).sort((a, b) => a - b);
}

function freed(analysis: Analysis, nodes: readonly number[], edges: readonly number[]): number[] {
  const set = computeFreedWithout(analysis, {
    nodes: nodes as NodeOrdinal[],
    edges: edges as EdgeOrdinal[],
  });
  return Array.from({ length: analysis.graph.nodeCount }, (_, node) => node).filter((node) =>
    hasBit(set, node),
  );
}

test('what two objects hold together goes only with both', async () => {
  const { analysis, node } = await analyzeHeap(`
    root -> a, b
    a -> d
    b -> d
    d -> e
    e -> d
    w -> x
    a ~w~> w`);
  const of = (aliases: string): number[] =>
    aliases === '' ? [] : aliases.split(' ').map((name) => node(name));
  expect(freed(analysis, of('a'), [])).toEqual(of('a'));
  expect(freed(analysis, of('a b'), [])).toEqual(of('a b d e').sort((x, y) => x - y));
  // As in its retained size, what only weak edges lead to is there until it goes.
  expect(freed(analysis, of('w'), [])).toEqual(of('w x'));
  expect(freed(analysis, [analysis.graph.root], [])).toEqual(twin(analysis, [analysis.graph.root], []));
  for (const edges of [[0], [0, 1], [2, 3], [0, 1, 2, 3]])
    expect(freed(analysis, [], edges)).toEqual(twin(analysis, [], edges));
});

test('on a real heap sets of objects and edges free what a search no longer finds', async () => {
  const { path } = readManifest().files.find((file) => file.path.startsWith('request-trails/final'))!;
  const analysis = await analyzeText(readUncompressed(path));
  const { graph, retainedSize, shallowSize, tree } = analysis;
  const biggest = Array.from({ length: tree.reached - 1 }, (_, i) => tree.nodeOf[i + 2])
    .sort((a, b) => retainedSize[b] - retainedSize[a])
    .slice(0, 300);
  for (let first = 0; first < 6; first++) {
    const nodes = [biggest[first * 7], biggest[first * 31 + 3], biggest[first * 40 + 9]];
    const edges = [1, 2, 3].map((i) => graph.firstEdge[biggest[first * 5 + i]] as number);
    expect(freed(analysis, nodes, edges)).toEqual(twin(analysis, nodes, edges));
  }
  // One alone frees its retained size.
  for (const node of biggest.slice(0, 5)) {
    const bytes = freed(analysis, [node], []).reduce(
      (sum, each) => sum + shallowSize[each as NodeOrdinal],
      0,
    );
    expect(bytes).toBe(retainedSize[node]);
  }
});

test('one reference of a real heap frees what the report says of it', async () => {
  const { path } = readManifest().files.find((file) => file.path.startsWith('request-trails/final'))!;
  const analysis = await analyzeText(readUncompressed(path));
  const freed = buildFreedIfCut({ ...analysis, index: buildRetainerIndex(analysis.graph, analysis.pool) });
  const { graph, retaining } = analysis;
  const edges: EdgeOrdinal[] = [];
  for (let seed = 11; edges.length < 40; seed = (seed * 48271) % 0x7fffffff) {
    const edge = (seed % graph.edgeCount) as EdgeOrdinal;
    if (hasBit(retaining, edge)) edges.push(edge);
  }
  const single = edges.map((edge) => freed.bytesOf(edge));
  const bytesWithout = (edge: EdgeOrdinal): number => {
    const gone = computeFreedWithout(analysis, { nodes: [], edges: [edge] });
    return Array.from(analysis.shallowSize as unknown as ArrayLike<number>).reduce(
      (sum, size, node) => (hasBit(gone, node) ? sum + size : sum),
      0,
    );
  };
  expect(edges.map(bytesWithout)).toEqual(single);
  expect(Math.max(...single)).toBeGreaterThan(0);
});

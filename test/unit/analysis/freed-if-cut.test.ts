import { expect, test } from 'vitest';
import { hasBit } from '../../../src/core/bit-set.js';
import type { EdgeOrdinal, NodeOrdinal } from '../../../src/core/columns.js';
import { buildFreedIfCut } from '../../../src/analysis/freed-if-cut.js';
import type { Analysis } from '../../../src/engine/analyze.js';
import { buildRetainerIndex } from '../../../src/heap/retainers.js';
import { writeLineHeap } from '../../support/line-heap.js';
import { readManifest } from '../../support/manifest.js';
import { analyzeText, readUncompressed } from '../../support/read-graph.js';

/** Bytes that the root reaches over retaining edges, one edge left out. */
function reachedBytes({ graph, retaining, shallowSize }: Analysis, cut: number): number {
  const seen = new Uint8Array(graph.nodeCount);
  const stack: NodeOrdinal[] = [graph.root];
  seen[graph.root] = 1;
  let sum = 0;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    sum += shallowSize[node];
    for (let edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      const target = graph.edgeTarget[edge];
      if (edge === cut || seen[target] === 1 || !hasBit(retaining, edge)) continue;
      seen[target] = 1;
      stack.push(target);
    }
  }
  return sum;
}

function freedBytes(analysis: Analysis, edges: readonly number[]): number[] {
  const freed = buildFreedIfCut({ ...analysis, index: buildRetainerIndex(analysis.graph, analysis.pool) });
  const bytes = edges.map((edge) => freed.bytesOf(edge as EdgeOrdinal));
  freed.close();
  return bytes;
}

test('every edge of a small heap frees what is out of reach without it', async () => {
  const analysis = await analyzeText(
    writeLineHeap(
      `root: synthetic
       root --> a
       root --> b
       a: object a 10
       b: object b 20
       d: object d 40
       e: object e 80
       f: object f 160
       a --> d
       b --> d
       b --> e
       e --> f
       f --> e
       a -weak:w-> f
       f -property:self-> f
       d -property:one-> g
       d -property:two-> g
       a -weak:w-> h
       h --> i`,
    ),
  );
  const all = reachedBytes(analysis, -1);
  const edges = Array.from({ length: analysis.graph.edgeCount }, (_, edge) => edge);
  expect(freedBytes(analysis, edges)).toEqual(edges.map((edge) => all - reachedBytes(analysis, edge)));
});

test('edges of a real heap, taken at random, free what is out of reach without them', async () => {
  const { path } = readManifest().files.find((file) => file.path.startsWith('request-trails/final'))!;
  const analysis = await analyzeText(readUncompressed(path));
  const all = reachedBytes(analysis, -1);
  const edges: number[] = [];
  for (let seed = 7; edges.length < 60; seed = (seed * 48271) % 0x7fffffff) {
    edges.push(seed % analysis.graph.edgeCount);
  }
  const [largest] = [...(analysis.graph.edgeTarget as unknown as Uint32Array)]
    .map((target, edge) => [analysis.retainedSize[target], edge])
    .filter(([, edge]) => hasBit(analysis.retaining, edge))
    .sort((a, b) => b[0] - a[0]);
  edges.push(largest[1]);
  const freed = freedBytes(analysis, edges);
  expect(freed).toEqual(edges.map((edge) => all - reachedBytes(analysis, edge)));
  expect(Math.max(...freed)).toBeGreaterThan(0);
});

import { expect, test } from 'vitest';
import { hasBit } from '../../../src/core/bit-set.js';
import type { EdgeOrdinal } from '../../../src/core/columns.js';
import { computeFreedByCuts } from '../../../src/analysis/freed-by-cuts.js';
import { buildFreedIfCut } from '../../../src/analysis/freed-if-cut.js';
import { buildRetainerIndex } from '../../../src/heap/retainers.js';
import { writeLineHeap } from '../../support/line-heap.js';
import { readManifest } from '../../support/manifest.js';
import { analyzeText, readUncompressed } from '../../support/read-graph.js';

const text = writeLineHeap(
  `root: synthetic
   root --> a
   root --> b
   a: object a 10
   b: object b 20
   d: object d 40
   e: object e 80
   lost: object lost 7000
   a -property:first-> d
   b -property:second-> d
   d --> e
   a -weak:w-> e
   lost --> e`,
);

test('two references together free what neither frees alone', async () => {
  const analysis = await analyzeText(text);
  const { graph } = analysis;
  const into = [...Array(graph.edgeCount).keys()].filter(
    (edge) => analysis.shallowSize[graph.edgeTarget[edge as EdgeOrdinal]] === 40,
  ) as EdgeOrdinal[];
  expect(into).toHaveLength(2);
  const [first, second] = into;
  expect(computeFreedByCuts(analysis, new Set([first]))).toMatchObject({ count: 0, bytes: 0 });
  const both = computeFreedByCuts(analysis, new Set([first, second]));
  expect({ count: both.count, bytes: both.bytes }).toEqual({ count: 2, bytes: 120 });
  expect(both.isFreed(graph.edgeTarget[first])).toBe(true);
});

test('what no root reaches is not freed by anything', async () => {
  const analysis = await analyzeText(text);
  expect(computeFreedByCuts(analysis, new Set())).toMatchObject({ count: 0, bytes: 0 });
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
  expect(edges.map((edge) => computeFreedByCuts(analysis, new Set([edge])).bytes)).toEqual(single);
  expect(Math.max(...single)).toBeGreaterThan(0);
});

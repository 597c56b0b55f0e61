import { expect, test } from 'vitest';
import { buildOffPathNames } from '../../../src/analysis/off-path-names.js';
import type { HeapGraph } from '../../../src/heap/heap-graph.js';
import { analyzeHeap } from '../../support/language-analysis.js';

const heap = `
  root -scope-> scope:Scope
  scope -seen-> seen:WeakMap
  scope -again-> seen
  scope -{other}-> other:WeakMap
  seen -{table}-> seenTable:array "" 40
  other -{table}-> otherTable:array "" 40
  scope -<1>-> audit:hidden "system / SourceTextModule" 100
  audit -<0>-> table:array "" 40
  table -{3}-> text:string "trail"
  table -{4}-> cell:hidden "system / Cell" 16
  table -{6}-> text2:string "other"
  table -{7}-> cell2:hidden "system / Cell" 16
  scope -<2>-> main:hidden "system / SourceTextModule" 100
  main -<0>-> table2:array "" 40
  table2 -{3}-> text3:string "later"
  table2 -{4}-> cell
  scope -<3>-> lonely:hidden "system / Cell" 16`;

test('a WeakMap is called by the first variable or property that holds it, a cell by the first export', async () => {
  const { analysis, node } = await analyzeHeap(heap);
  const names = buildOffPathNames(analysis.graph, analysis.locations);
  const idOf = (label: string): number => analysis.graph.nodeId[node(label)];
  expect(names.weakMapOf(idOf('seenTable'))).toBe('seen');
  expect(names.weakMapOf(idOf('otherTable'))).toBeNull();
  expect(names.weakMapOf(idOf('scope'))).toBeNull();
  expect(['cell', 'cell2', 'lonely'].map((label) => names.exportOf(node(label)))).toEqual([
    'trail',
    'other',
    null,
  ]);
});

test('the heap is searched once, however many names are asked for', async () => {
  const { analysis, node } = await analyzeHeap(heap);
  let reads = 0;
  const graph: HeapGraph = Object.defineProperty({ ...analysis.graph }, 'nodeName', {
    get() {
      reads++;
      return analysis.graph.nodeName;
    },
  });
  const names = buildOffPathNames(graph, analysis.locations);
  names.exportOf(node('cell'));
  names.weakMapOf(analysis.graph.nodeId[node('seenTable')]);
  const first = reads;
  expect(first).toBeGreaterThan(0);
  for (const label of ['cell2', 'lonely', 'scope']) {
    names.exportOf(node(label));
    names.weakMapOf(analysis.graph.nodeId[node(label)]);
  }
  expect(reads).toBe(first);
});

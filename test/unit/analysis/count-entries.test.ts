import { expect, test } from 'vitest';
import type { NodeOrdinal } from '../../../src/core/columns.js';
import { countEntries } from '../../../src/analysis/count-entries.js';
import { findInstances } from '../../../src/engine/choose-objects.js';
import { excerptOf } from '../../../src/engine/excerpt-of.js';
import { renderDot } from '../../../src/render/excerpt-dot.js';
import { readManifest } from '../../support/manifest.js';
import { idOfLabel, writeLineHeap } from '../../support/line-heap.js';
import { analyzeText, readUncompressed } from '../../support/read-graph.js';

test.each([
  ['baseline', 500],
  ['target', 1500],
  ['final', 2500],
])('the Map of sessions has as many entries as there are sessions: %s', async (role, count) => {
  const { path } = readManifest().files.find((file) => file.path.startsWith(`sessions/${role}`))!;
  const heap = await analyzeText(readUncompressed(path));
  const { graph, shallowSize } = heap;
  const entries = (node: NodeOrdinal): number | null => countEntries(graph, node, shallowSize[node]);
  expect(findInstances(heap, 'Map').map(entries)).toContain(count);
  expect(new Set(findInstances(heap, 'Session').map(entries))).toEqual(new Set([null]));
});

test('drawings say so', async () => {
  const { path } = readManifest().files.find((file) => file.path.startsWith('sessions/final'))!;
  const report = excerptOf(await analyzeText(readUncompressed(path)), 'refs', [85549], { depth: 1 });
  expect(report.nodes[0]).toMatchObject({ className: 'Map', entries: 2500 });
  expect(renderDot(report)).toContain('2,500 entries');
});

test('where an array may be full of numbers, which have no edges, nothing is said', async () => {
  const lines = `root: synthetic
    root -shortcut:1-> global
    numbers: object Array
    none: object Array
    store: array (object elements) 816
    empty: code system / FixedArray 16
    global --> numbers
    global --> none
    numbers -internal:elements-> store
    none -internal:elements-> empty`;
  const analysis = await analyzeText(writeLineHeap(lines));
  const ids = ['numbers', 'none'].map((label) => idOfLabel(lines, label));
  const { nodes } = excerptOf(analysis, 'refs', ids, { depth: 0 });
  expect(nodes.map(({ entries }) => entries)).toEqual([undefined, 0]);
});

test.each([
  ['in their order', [5, 6, 8, 11, 12]],
  ['in any order', [11, 5, 8, 12, 6]],
])('entries are counted once, whichever of key and value comes first: %s', async (_, indexes) => {
  const lines = `root: synthetic
    root -shortcut:1-> global
    map: object Map
    table: array
    ${indexes.map((index) => `i${index}: object Item`).join('\n    ')}
    global --> map
    map -internal:table-> table
    ${indexes.map((index) => `table -internal:${index}-> i${index}`).join('\n    ')}`;
  const { graph } = await analyzeText(writeLineHeap(lines));
  const map = Array.from({ length: graph.nodeCount }, (_, node) => node as NodeOrdinal).find(
    (node) => graph.nodeId[node] === idOfLabel(lines, 'map'),
  )!;
  // Two buckets and four entries: keys and values from index 5 on.
  expect(countEntries(graph, map, 8 * (4 + 2 + 3 + 7 * 2))).toBe(3);
});

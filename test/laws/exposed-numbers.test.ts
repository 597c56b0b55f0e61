// Small numbers that were exposed have new ids in each snapshot: no difference may come of that.

import { expect, it } from 'vitest';
import { analyzeGraph } from '../../src/engine/analyze.js';
import { diffLoaded } from '../../src/engine/diff-loaded.js';
import { buildEarlierSnapshot } from '../../src/engine/earlier-snapshot.js';
import type { HeapGraph } from '../../src/heap/heap-graph.js';
import type { DiffReport } from '../../src/report/model.js';
import { graphOfText, readUncompressed } from '../support/read-graph.js';

interface Json {
  snapshot: { meta: { node_fields: string[]; node_types: [string[]] } };
  nodes: number[];
  edges: number[];
  strings: string[];
}

/** The same heap, as the next snapshot of the process would show it; the number of nodes with new ids. */
function renumbered(text: string): { text: string; changed: number } {
  const json = JSON.parse(text) as Json;
  const { nodes, edges, strings } = json;
  const { node_fields: fields, node_types: types } = json.snapshot.meta;
  const at = (field: string): number => fields.indexOf(field);
  let largest = 0;
  for (let n = 0; n < nodes.length; n += fields.length) largest = Math.max(largest, nodes[n + at('id')]);
  const changed = new Set<number>();
  let edge = 0;
  for (let n = 0; n < nodes.length; n += fields.length) {
    const end = edge + nodes[n + at('edge_count')];
    if (types[0][nodes[n + at('type')]] === 'number' && strings[nodes[n + at('name')]] === 'smi number') {
      changed.add(n);
      // Its text is a node of its own, which is as new.
      for (let e = edge; e < end; e++) changed.add(edges[3 * e + 2]);
    }
    edge = end;
  }
  for (const n of changed) nodes[n + at('id')] = largest += 2;
  // Strings are compared as they are written.
  const before = JSON.stringify({ ...json, strings: undefined }).slice(0, -1);
  return { text: `${before},${text.slice(text.lastIndexOf('"strings":['))}`, changed: changed.size };
}

async function diff(older: HeapGraph, newer: HeapGraph): Promise<DiffReport> {
  const last = await analyzeGraph(newer);
  return diffLoaded({
    earlier: [buildEarlierSnapshot(await analyzeGraph(older, {}, () => last.shapes))],
    last,
  });
}

it('a heap and itself with new ids for small numbers are the same', async () => {
  const text = readUncompressed('runtimes/chromium.heapsnapshot.gz').toString('utf8');
  const again = renumbered(text);
  expect(again.changed).toBeGreaterThan(100);
  const report = await diff(await graphOfText(text), await graphOfText(again.text));
  expect(report.identity).toMatchObject({ mode: 'id', matchedFraction: 1 });
  for (const { className, added, removed, resized } of report.classes.rows) {
    expect([className, added?.count, removed?.count, resized?.count]).toEqual([className, 0, 0, 0]);
  }
  expect(report.totals.growth).toEqual({ count: 0, shallowSize: 0 });
  expect(report.suspects.rows).toEqual([]);
});

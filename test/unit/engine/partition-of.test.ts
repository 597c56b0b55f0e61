import { expect, test } from 'vitest';
import type { NodeOrdinal } from '../../../src/core/columns.js';
import type { Analysis } from '../../../src/engine/analyze.js';
import { partitionOf } from '../../../src/engine/partition-of.js';
import { buildBaseTable, findSurvivors } from '../../../src/engine/since-base.js';
import type { PartitionCriterion } from '../../../src/report/model.js';
import { analyzeHeap } from '../../support/language-analysis.js';
import { readManifest } from '../../support/manifest.js';
import { analyzeText, readUncompressed } from '../../support/read-graph.js';

const criteria: readonly PartitionCriterion[] = [
  'class',
  'shape',
  'location',
  'retainers',
  'edge',
  'size',
  'module',
  'package',
  'kind',
  'detachedness',
];

async function readHeap(start: string): Promise<Analysis> {
  const { path } = readManifest().files.find((file) => file.path.startsWith(start))!;
  return analyzeText(readUncompressed(path));
}

test('every criterion shares out the same objects and bytes', async () => {
  const heap = await readHeap('sessions/final');
  const sizes = Array.from(
    { length: heap.graph.nodeCount },
    (_, node) => heap.shallowSize[node as NodeOrdinal],
  );
  const totals = {
    count: sizes.filter((size) => size > 0).length,
    shallowSize: sizes.reduce((sum, size) => sum + size, 0),
  };
  for (const by of criteria) {
    const report = partitionOf(heap, by, { showStrings: 'always' });
    expect(report.totals).toEqual(totals);
    const { rows } = report.groups;
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(totals.count);
    expect(rows.at(-1)?.cumulativeShare).toBeCloseTo(1, 9);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    for (const row of rows) expect(row.retainedSize).toBeGreaterThanOrEqual(row.shallowSize);
  }
});

test('keys that look like secrets stay in the heap, whatever the groups are made of', async () => {
  const secret = 'postgres://u:s3cret@db/x';
  const lines = ['root -> app:App'];
  for (let n = 0; n < 9; n++)
    lines.push(`app -[${n}]-> holder${n}:Object`, `holder${n} -"${secret}"-> kept${n}:Array`);
  const { analysis } = await analyzeHeap(lines.join('\n'));
  for (const by of criteria) {
    expect(JSON.stringify(partitionOf(analysis, by)), by).not.toContain('s3cret');
    const isAsked = /^(?:class|shape|retainers|edge)$/.test(by);
    const shown = JSON.stringify(partitionOf(analysis, by, { showStrings: 'always' }));
    expect(shown.includes('s3cret'), by).toBe(isAsked);
  }
});

test('sessions are held by the cart, by the map of their module, and belong to it', async () => {
  const heap = await readHeap('sessions/final');
  const keys = (by: PartitionCriterion): string[] => partitionOf(heap, by).groups.rows.map(({ key }) => key);
  expect(keys('module')[0]).toBe('shop/src/auth.js');
  expect(keys('location')).toContain('shop/src/auth.js:8:14');
  expect(keys('shape')).toContain(
    'Session {token, user, cart, lastSeen, __proto__}'.replace(', __proto__', ''),
  );
  expect(keys('retainers')).toContain('Session');
  expect(keys('edge')).toContain('.cart');
});

test('since a base, only what was added is counted', async () => {
  const [base, heap] = [await readHeap('sessions/baseline'), await readHeap('sessions/final')];
  const survivors = findSurvivors(buildBaseTable(base.graph), heap.graph);
  const { groups } = partitionOf(heap, 'class', {}, survivors);
  expect(groups.rows.find(({ key }) => key === 'Session')?.count).toBe(2000);
  const none = partitionOf(heap, 'class', {}, findSurvivors(buildBaseTable(heap.graph), heap.graph));
  expect(none.totals).toEqual({ count: 0, shallowSize: 0 });
});

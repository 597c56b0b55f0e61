import { writeHeapSnapshot } from 'node:v8';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tellSlots } from '../../../src/analysis/collection-slots.js';
import { diffSnapshots } from '../../../src/engine/diff.js';
import { loadAnalysis } from '../../../src/engine/load-analysis.js';
import { snapshotsFolder } from '../../support/manifest.js';

test('a Map of 500 entries has room for 1,024, one of 2,500 for 4,096', async () => {
  const paths = ['baseline', 'final'].map((role) =>
    join(snapshotsFolder, `sessions/${role}.heapsnapshot.gz`),
  );
  const { resized } = await diffSnapshots(paths);
  const sessions = resized.rows.find(({ name }) => name === 'sessions');
  expect(sessions?.entries).toEqual([1024, 4096]);
  expect(resized.rows.find(({ className }) => className === 'global')?.entries).toBeNull();
});

test('in this Node, collections of known size have at least as many slots, and tables at most eight times as many', async () => {
  class SlotsHolder {
    readonly made = [3, 10, 100, 1000].flatMap((count) => {
      const items = Array.from({ length: count }, (_, i) => ({ i }));
      const pairs = items.map((item) => [item, 1] as const);
      return [new Map(pairs), new Set(items), new WeakMap(pairs), items];
    });
  }
  const holder = new SlotsHolder();
  const folder = mkdtempSync(join(tmpdir(), 'heapdiff-'));
  const path = writeHeapSnapshot(join(folder, 'slots.heapsnapshot'));
  const { graph, classes, shallowSize } = await loadAnalysis(path);
  rmSync(folder, { recursive: true });
  const className = (node: number): string => classes.classes[classes.classOf[node as never]].name;
  const nodes = Array.from({ length: graph.nodeCount }, (_, node) => node);
  const edgesOf = (node: number): number[] =>
    nodes
      .slice(0, graph.firstEdge[(node + 1) as never] - graph.firstEdge[node as never])
      .map((_, i) => graph.edgeTarget[(graph.firstEdge[node as never] + i) as never] as number);
  const owner = nodes.find((node) => className(node) === 'SlotsHolder' && shallowSize[node as never] > 0)!;
  const list = edgesOf(owner).find((node) => className(node) === 'Array')!;
  const found = edgesOf(list).filter((node) => /^(?:Map|Set|WeakMap|Array)$/.test(className(node)));
  const slots = found.map((node) => [
    className(node),
    tellSlots(className(node), shallowSize[node as never], 32),
  ]);
  const counts = [3, 10, 100, 1000];
  for (const kind of ['Map', 'Set', 'WeakMap', 'Array']) {
    const rooms = slots
      .filter(([name]) => name === kind)
      .map(([, room]) => room as number)
      .filter((room) => room > 0)
      .slice(0, 4);
    expect([kind, rooms.length]).toEqual([kind, 4]);
    counts.forEach((count, i) => {
      expect(rooms[i], kind).toBeGreaterThanOrEqual(count);
      expect(rooms[i], kind).toBeLessThanOrEqual(count * 8);
    });
  }
  expect(holder.made.length).toBe(16);
});

test.each([
  ['Map', 1000, null],
  ['Map', 72 + 56 * 3, null],
  ['Map', 36 + 28 * 4, 8],
  ['Set', 72 + 40 * 64, 128],
  ['WeakMap', 72 + 16 * 256, 256],
  ['LruMap', 72 + 56 * 4, null],
  ['toString', 72 + 56 * 4, null],
  ['Array', 32, 0],
  ['Array', 48 + 8 * 17, 17],
  ['Array', 33, null],
] as const)('%s of %i bytes: %j', (className, size, slots) => {
  expect(tellSlots(className, size, 32)).toBe(slots);
});

test('without an empty array to go by, arrays are not told', () => {
  expect(tellSlots('Array', 48, null)).toBeNull();
  expect(tellSlots('Array', 24 + 4 * 17, 16)).toBe(17);
});

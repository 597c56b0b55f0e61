// SPDX-License-Identifier: MIT
// Some classes and all nodes -> of each class how large its instances are and in which ways they are held.
// O(nodes), and a look-up for each instance of the classes.

import type { NodeOrdinal } from '../core/columns.js';
import { NO_PATH } from '../analysis/path-tree.js';
import type { ObjectColumns } from './build-object.js';
import type { ClassDetail, PathStep, SizeBar } from './model.js';

/** A class of the report by its number in the last snapshot. */
export interface WantedClass {
  readonly key: string;
  readonly classNumber: number;
}

const BARS = 6;
const WAYS_SHOWN = 3;
/** From this ratio of largest to smallest on the bars double in width: else one would hold them all. */
const WIDE = 8;

interface Way {
  count: number;
  newest: NodeOrdinal;
}

interface Tally {
  readonly key: string;
  readonly sizes: Map<number, number>;
  readonly ways: Map<number, Way>;
  count: number;
}

/**
 * Instances without a size of their own are left out, as in every count.
 * @param pathOf path number of each node, or null where no paths are known
 */
export function buildClassDetails(
  columns: ObjectColumns,
  wanted: readonly WantedClass[],
  pathOf: ArrayLike<number> | null,
  findPath: (node: NodeOrdinal) => readonly PathStep[],
): readonly ClassDetail[] {
  const { graph, classes, shallowSize, retainedSize } = columns;
  const { classOf } = classes;
  const tallies = wanted.map(({ key }): Tally => ({ key, sizes: new Map(), ways: new Map(), count: 0 }));
  const tallyOf = new Uint32Array(classes.classes.length);
  wanted.forEach(({ classNumber }, at) => (tallyOf[classNumber] = at + 1));
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    const number = tallyOf[classOf[node]];
    if (number === 0 || shallowSize[node] === 0) continue;
    const tally = tallies[number - 1];
    const size = retainedSize[node];
    tally.count++;
    tally.sizes.set(size, (tally.sizes.get(size) ?? 0) + 1);
    const path = pathOf === null ? NO_PATH : pathOf[node];
    if (path === NO_PATH) continue;
    const way = tally.ways.get(path);
    if (way === undefined) tally.ways.set(path, { count: 1, newest: node });
    else {
      way.count++;
      way.newest = node;
    }
  }
  return tallies.map(({ key, count, sizes, ways }): ClassDetail => {
    const sorted = [...sizes].sort(([a], [b]) => a - b);
    const most = [...ways.values()].sort((a, b) => b.count - a.count || a.newest - b.newest);
    return {
      key,
      count,
      median: findMedian(sorted, count),
      sizes: groupSizes(sorted),
      ways: {
        total: most.length,
        rows: most.slice(0, WAYS_SHOWN).map((way) => ({ path: findPath(way.newest), count: way.count })),
      },
    };
  });
}

function findMedian(sorted: readonly (readonly [number, number])[], count: number): number {
  let seen = 0;
  for (const [size, instances] of sorted) {
    seen += instances;
    if (seen * 2 >= count) return size;
  }
  return 0;
}

/** A bar a size where there are few; else ranges, of one width or each twice as wide as the one before. */
export function groupSizes(sorted: readonly (readonly [number, number])[]): readonly SizeBar[] {
  if (sorted.length <= BARS) return sorted.map(([size, count]) => ({ least: size, most: size, count }));
  const first = Math.max(1, sorted[0][0]);
  const last = sorted[sorted.length - 1][0];
  const isWide = last / first > WIDE;
  const step = isWide ? Math.log(last / first) / BARS : (last - first) / BARS;
  const barOf = (size: number): number => {
    const at = isWide ? Math.log(Math.max(1, size) / first) : size - first;
    return Math.min(BARS - 1, Math.max(0, Math.floor(at / step)));
  };
  const bars: { least: number; most: number; count: number }[] = [];
  let current = -1;
  for (const [size, count] of sorted) {
    const bar = barOf(size);
    if (bar !== current) bars.push({ least: size, most: size, count: 0 });
    current = bar;
    const last = bars[bars.length - 1];
    last.most = size;
    last.count += count;
  }
  return bars;
}

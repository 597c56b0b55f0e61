// SPDX-License-Identifier: MIT
// How many objects and bytes each path of the last snapshot had in every snapshot, and how many of its objects
// appeared at each step. Paths are compared by their words; but where a holder was there at another path, since a shorter
// way to it came or went, what it held then is what was below that path.
//
//   first   hall -> list: Array -> Invoice x 150         known by the list's id
//   last    list: Array -> Invoice x 700                 150 of them there at first
//
// O(nodes + paths of all snapshots).

import { hasBit } from '../core/bit-set.js';
import type { NodeColumn, NodeOrdinal } from '../core/columns.js';
import { NO_PATH, type PathCounts, type PathTree, stepHash } from '../analysis/path-tree.js';
import { type IdMatch, NO_MATCH } from '../diff/match-ids.js';
import type { LoadedCode } from './loaded-code.js';

/** Numbers by path of the last snapshot's tree. */
export interface PathGrowth {
  readonly snapshots: number;
  /** By snapshot. */
  readonly counts: readonly Float64Array[];
  readonly sizes: readonly Float64Array[];
  /** By step: objects that appeared then and are still there; null where ids mean nothing. */
  readonly born: readonly Float64Array[] | null;
}

/** What is known of single objects, where ids mean something; code that was loaded late does not count. */
export interface KnownObjects extends LoadedCode {
  readonly shallowSize: NodeColumn;
}

/**
 * @param earlier paths of the earlier snapshots
 * @param objects null in structural mode
 * @param matches of the earlier snapshots with the last one; null in structural mode
 */
export function computePathGrowth(
  tree: PathTree,
  earlier: readonly PathCounts[],
  objects: KnownObjects | null,
  matches: readonly IdMatch[] | null,
): PathGrowth {
  const counts: Float64Array[] = [];
  const sizes: Float64Array[] = [];
  const pathOfHash = new Map<number, number>();
  for (let path = tree.count - 1; path >= 0; path--) pathOfHash.set(tree.hash[path], path);
  earlier.forEach((table, snapshot) => {
    const count = new Float64Array(tree.count);
    const size = new Float64Array(tree.count);
    for (let i = 0; i < table.hash.length; i++) {
      const path = pathOfHash.get(table.hash[i]);
      if (path === undefined) continue;
      count[path] += table.counts[i];
      size[path] += table.sizes[i];
    }
    if (objects !== null && matches !== null) {
      const wasThere = (node: number): boolean => objects.births[node] <= snapshot;
      addDetoured(tree, table, matches[snapshot].laterOf, wasThere, { count, size });
    }
    counts.push(count);
    sizes.push(size);
  });
  counts.push(tree.counts.slice());
  sizes.push(tree.sizes.slice());
  const snapshots = counts.length;
  if (objects === null) return { snapshots, counts, sizes, born: null };
  const { births, code, data, shallowSize } = objects;
  const born = earlier.map(() => new Float64Array(tree.count));
  for (let node = 0 as NodeOrdinal; node < births.length; node++) {
    const path = tree.pathOf[node];
    const birth = births[node];
    if (birth === 0 || path === NO_PATH) continue;
    if (!hasBit(code, node) && !hasBit(data, node)) {
      born[birth - 1][path]++;
      continue;
    }
    for (let snapshot = birth; snapshot < snapshots; snapshot++) {
      counts[snapshot][path]--;
      sizes[snapshot][path] -= shallowSize[node];
    }
  }
  return { snapshots, counts, sizes, born };
}

/**
 * Counts what is below paths whose objects were there at another path.
 * @param laterOf by node of the snapshot: the node of the last one that has the same id
 */
function addDetoured(
  tree: PathTree,
  table: PathCounts,
  laterOf: Uint32Array,
  wasThere: (node: number) => boolean,
  { count, size }: { readonly count: Float64Array; readonly size: Float64Array },
): void {
  const rowOf = new Map<number, number>();
  const hashAt = new Map<number, number>();
  for (let row = table.hash.length - 1; row >= 0; row--) {
    rowOf.set(table.hash[row], row);
    const node = laterOf[table.sample[row]];
    if (node !== NO_MATCH && wasThere(node)) hashAt.set(node, table.hash[row]);
  }
  // Of paths without objects there: the path at which they were, or would have been.
  const otherOf = new Map<number, number>();
  for (let path = 1; path < tree.count; path++) {
    if (count[path] > 0) continue;
    const above = otherOf.get(tree.parent[path]);
    const same = above === undefined ? undefined : stepHash(above, tree.label[path]);
    // There may be yet another way further down.
    const other = same !== undefined && rowOf.has(same) ? same : (hashAt.get(tree.sample[path]) ?? same);
    if (other === undefined) continue;
    otherOf.set(path, other);
    const row = above === undefined ? undefined : rowOf.get(other);
    if (row === undefined) continue;
    count[path] = table.counts[row];
    size[path] = table.sizes[row];
  }
}

/** Growth at each step. */
export function stepsOf(sums: readonly Float64Array[], path: number): number[] {
  const steps: number[] = [];
  for (let i = 1; i < sums.length; i++) steps.push(sums[i][path] - sums[i - 1][path]);
  return steps;
}

/** Growth at each step of several paths together. */
export function sumOfSteps(sums: readonly Float64Array[], paths: readonly number[]): number[] {
  const totals = sums.map((column) => sumOf(column, paths));
  return totals.slice(1).map((total, i) => total - totals[i]);
}

/** Of one snapshot, several paths together. */
export function sumOf(column: Float64Array, paths: readonly number[]): number {
  return paths.reduce((sum, path) => sum + column[path], 0);
}

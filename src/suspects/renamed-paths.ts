// SPDX-License-Identifier: MIT
// Objects whose path has other names in an earlier snapshot: what that snapshot has of a class and no path of the last
// one accounts for was at those paths of the class that it does not have. Without this, all of them would seem to be new.
//
//   first   (module) -> q: Map -> Invoice x 150      no path of the last snapshot
//   last    (module) -> s: Map -> Invoice x 700      150 of them there at first, with what they hold
//
// A snapshot of another build or process may have other names anywhere. In one process names stay, but a shorter way to a
// holder may come: then the holder was there, and no object at its path.
//
// O(paths x snapshots).

import type { NodeOrdinal } from '../core/columns.js';
import { isBuiltIn } from '../analysis/classes.js';
import { NO_PATH } from '../analysis/path-tree.js';
import type { TableComparison } from '../diff/compare-tables.js';
import type { FinalHeap } from './inputs.js';
import type { PathGrowth } from './path-growth.js';

/** The same growth with what earlier snapshots had at paths of other names. */
export function countRenamed(heap: FinalHeap, comparison: TableComparison, growth: PathGrowth): PathGrowth {
  const { paths, classes } = heap;
  const rowOf = comparison.rows.rowOf[growth.snapshots - 1];
  const rowOfPath = Int32Array.from({ length: paths.count }, (_, path) => {
    const number = classes.classOf[paths.sample[path] as NodeOrdinal];
    const { name, place } = classes.classes[number];
    // Of the others there are so many everywhere that a number says nothing.
    return name.startsWith('{') || (place !== null && !isBuiltIn(name)) ? rowOf[number] : -1;
  });
  const last = growth.counts[growth.snapshots - 1];
  const largestFirst = Array.from(last.keys())
    .filter((path) => rowOfPath[path] >= 0)
    .sort((a, b) => last[b] - last[a]);
  const counts = [...growth.counts];
  const sizes = [...growth.sizes];
  for (let snapshot = 0; snapshot < growth.snapshots - 1; snapshot++) {
    const { born } = growth;
    const found = findShares(snapshot, born && findDetoured(heap, growth.counts, born, snapshot));
    counts[snapshot] = found.map((share, path) =>
      share > 0 ? Math.round(share * last[path]) : counts[snapshot][path],
    );
    const bytes = growth.sizes[growth.snapshots - 1];
    sizes[snapshot] = found.map((share, path) => (share > 0 ? share * bytes[path] : sizes[snapshot][path]));
  }
  return { ...growth, counts, sizes };

  /**
   * How much of each path was there, as a share of what is there at the end; 0 = as was counted.
   * @param mayDiffer paths that may have had other names; null = all
   */
  function findShares(snapshot: number, mayDiffer: Uint8Array | null): Float64Array {
    const known = growth.counts[snapshot];
    const left = comparison.counts[snapshot].slice();
    for (let path = 0; path < paths.count; path++)
      if (rowOfPath[path] >= 0) left[rowOfPath[path]] -= known[path];
    const shares = new Float64Array(paths.count);
    for (const path of largestFirst) {
      const row = rowOfPath[path];
      if (known[path] > 0 || left[row] <= 0 || mayDiffer?.[path] === 0) continue;
      const count = Math.min(left[row], last[path]);
      shares[path] = count / last[path];
      left[row] -= count;
    }
    // What such objects hold has no path there either.
    for (let path = 1; path < paths.count; path++) {
      const above = paths.parent[path];
      if (mayDiffer?.[path] === 0 || above === NO_PATH) continue;
      if (shares[path] === 0 && known[path] === 0 && rowOfPath[path] < 0) shares[path] = shares[above];
    }
    return shares;
  }
}

/** 1 for each path below one whose objects were there, but at another path. @param born of the growth */
function findDetoured(
  { paths }: FinalHeap,
  counts: readonly Float64Array[],
  born: readonly Float64Array[],
  snapshot: number,
): Uint8Array {
  const wereThere = counts[counts.length - 1].slice();
  for (const column of born.slice(snapshot))
    for (let path = 0; path < paths.count; path++) wereThere[path] -= column[path];
  const isBelow = new Uint8Array(paths.count);
  for (let path = 1; path < paths.count; path++) {
    const above = paths.parent[path];
    const isDetoured = counts[snapshot][above] === 0 && wereThere[above] > 0;
    isBelow[path] = isBelow[above] === 1 || isDetoured ? 1 : 0;
  }
  return isBelow;
}

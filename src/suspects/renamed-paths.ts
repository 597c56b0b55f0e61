// SPDX-License-Identifier: MIT
// Objects whose path has other names in an earlier snapshot, because it is of another build or process: what that
// snapshot has of a class and no path of the last one accounts for was at those paths of the class that it does not
// have. Without this, all of them would seem to be new.
//
//   first   (module) -> q: Map -> Invoice x 150      no path of the last snapshot
//   last    (module) -> s: Map -> Invoice x 700      150 of them there at first, with what they hold
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
    const found = findShares(snapshot);
    counts[snapshot] = found.map((share, path) =>
      share > 0 ? Math.round(share * last[path]) : counts[snapshot][path],
    );
    const bytes = growth.sizes[growth.snapshots - 1];
    sizes[snapshot] = found.map((share, path) => (share > 0 ? share * bytes[path] : sizes[snapshot][path]));
  }
  return { ...growth, counts, sizes };

  /** How much of each path was there, as a share of what is there at the end; 0 = as was counted. */
  function findShares(snapshot: number): Float64Array {
    const known = growth.counts[snapshot];
    const left = comparison.counts[snapshot].slice();
    for (let path = 0; path < paths.count; path++)
      if (rowOfPath[path] >= 0) left[rowOfPath[path]] -= known[path];
    const shares = new Float64Array(paths.count);
    for (const path of largestFirst) {
      const row = rowOfPath[path];
      if (known[path] > 0 || left[row] <= 0) continue;
      const count = Math.min(left[row], last[path]);
      shares[path] = count / last[path];
      left[row] -= count;
    }
    // What such objects hold has no path there either.
    for (let path = 1; path < paths.count; path++) {
      const above = paths.parent[path];
      if (shares[path] === 0 && known[path] === 0 && above !== NO_PATH && rowOfPath[path] < 0)
        shares[path] = shares[above];
    }
    return shares;
  }
}

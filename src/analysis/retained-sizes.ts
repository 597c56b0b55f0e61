// SPDX-License-Identifier: MIT
// Retained size = shallow sizes of all that a node dominates, itself included. One pass from the highest
// depth-first number down: a dominator's number is always lower. O(nodes).

import type { ColumnPool } from '../core/column-pool.js';
import type { NodeColumn, NodeOrdinal } from '../core/columns.js';
import type { DominatorTree } from './dominators.js';

/** @returns bytes a node; exact sums of integers up to 2^53 */
export function computeRetainedSizes(
  tree: DominatorTree,
  shallowSize: NodeColumn,
  pool: ColumnPool,
): Float64Array {
  const { count, nodeOf, idom } = tree;
  const retained = pool.takeFloat64(count);
  for (let node = 0; node < count; node++) retained[node] = shallowSize[node as NodeOrdinal];
  for (let i = count; i > 1; i--) retained[nodeOf[idom[i]]] += retained[nodeOf[i]];
  return retained;
}

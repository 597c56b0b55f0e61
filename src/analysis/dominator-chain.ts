// SPDX-License-Identifier: MIT
// One node -> the nodes that dominate it, from the root down to the immediate dominator. O(nodes) to find its
// number, then O(length).

import type { NodeOrdinal } from '../core/columns.js';
import type { DominatorTree } from './dominators.js';

/** All dominators of a node but itself; none for the root. */
export function findDominators(
  { count, nodeOf, idom }: DominatorTree,
  node: NodeOrdinal,
): readonly NodeOrdinal[] {
  let number = 1;
  while (number < count && nodeOf[number] !== node) number++;
  const chain: NodeOrdinal[] = [];
  while (number !== 1) {
    number = idom[number];
    chain.push(nodeOf[number] as NodeOrdinal);
  }
  return chain.reverse();
}

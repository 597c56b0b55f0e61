// SPDX-License-Identifier: MIT
// Nodes that no retaining edge leads to, the root left out: what was about to go, and in files that leave out edges
// whatever those would hold. O(nodes + edges).

import { type BitSet, addBit, buildBitSet, hasBit } from '../core/bit-set.js';
import type { EdgeOrdinal, NodeOrdinal } from '../core/columns.js';
import type { HeapGraph } from './heap-graph.js';

/** Finds them, in the order of the file. */
export function findUnheld(graph: HeapGraph, retaining: BitSet): readonly NodeOrdinal[] {
  const isHeld = buildBitSet(graph.nodeCount);
  addBit(isHeld, graph.root);
  for (let edge = 0 as EdgeOrdinal; edge < graph.edgeCount; edge++)
    if (hasBit(retaining, edge)) addBit(isHeld, graph.edgeTarget[edge]);
  const unheld: NodeOrdinal[] = [];
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++)
    if (!hasBit(isHeld, node)) unheld.push(node);
  return unheld;
}

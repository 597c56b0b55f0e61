// SPDX-License-Identifier: MIT
// Which nodes belong to the page (the user's program) as opposed to a debugger that looks at it: everything
// that a root shortcut or the documents' DOM trees reach without weak edges. O(nodes + edges).
// Source: DevTools HeapSnapshot.ts, markPageOwnedNodes.

import { type BitSet, addBit, buildBitSet, hasBit } from '../core/bit-set.js';
import type { ColumnPool } from '../core/column-pool.js';
import type { NodeOrdinal } from '../core/columns.js';
import { EdgeKind } from '../format/kinds.js';
import type { HeapGraph } from './heap-graph.js';
import { isDocumentTrees } from './user-roots.js';

/** @returns the set of page-owned nodes, or null if there are none (then no edge is special) */
export function computePageOwned(graph: HeapGraph, pool: ColumnPool): BitSet | null {
  const { firstEdge, edgeKind, edgeTarget } = graph;
  const owned = buildBitSet(graph.nodeCount);
  const stack = pool.take(graph.nodeCount);
  let height = 0;
  for (let edge = firstEdge[graph.root]; edge < firstEdge[graph.root + 1]; edge++) {
    const target = edgeTarget[edge];
    const kind = edgeKind[edge];
    const enters =
      kind === EdgeKind.shortcut || (kind === EdgeKind.element && isDocumentTrees(graph, target));
    if (!enters || hasBit(owned, target)) continue;
    addBit(owned, target);
    stack[height++] = target;
  }
  if (height === 0) {
    pool.give(stack);
    return null;
  }
  while (height > 0) {
    const node = stack[--height] as NodeOrdinal;
    const end = firstEdge[node + 1];
    for (let edge = firstEdge[node]; edge < end; edge++) {
      if (edgeKind[edge] === EdgeKind.weak) continue;
      const target = edgeTarget[edge];
      const bit = 1 << (target & 31);
      if ((owned[target >>> 5] & bit) !== 0) continue;
      owned[target >>> 5] |= bit;
      stack[height++] = target;
    }
  }
  pool.give(stack);
  return owned;
}

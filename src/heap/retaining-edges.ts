// SPDX-License-Identifier: MIT
// The one answer to "does this edge keep its target alive?", for every edge, used in both directions.
// Two answers that differ (one going down, one going up) once sent another tool into an endless loop.
//
// Not retaining: weak edges; an edge to the node itself; shortcuts, except from the root; the table's half of a
// WeakMap entry (its key's half stays); edges from what is not the page's into what is (a debugger's).
// Source: DevTools HeapSnapshot.ts, computeIsEssentialEdge. O(edges), 1 bit an edge.

import { type BitSet, buildBitSet } from '../core/bit-set.js';
import type { ColumnPool } from '../core/column-pool.js';
import type { NodeOrdinal } from '../core/columns.js';
import { EdgeKind } from '../format/kinds.js';
import { type EphemeronNames, tableOf } from './ephemerons.js';
import type { HeapGraph } from './heap-graph.js';
import { computePageOwned } from './page-owned.js';

/** @returns the set of retaining edges */
export function computeRetainingEdges(
  graph: HeapGraph,
  ephemerons: EphemeronNames,
  pool: ColumnPool,
): BitSet {
  const { nodeCount, firstEdge, edgeKind, edgeTarget, edgeName, nodeId, root } = graph;
  const { entryOf } = ephemerons;
  const pageOwned = computePageOwned(graph, pool);
  const retaining = buildBitSet(graph.edgeCount);
  for (let node = 0 as NodeOrdinal; node < nodeCount; node++) {
    const end = firstEdge[node + 1];
    const isRoot = node === root;
    const isForeign = pageOwned !== null && !isRoot && (pageOwned[node >>> 5] & (1 << (node & 31))) === 0;
    for (let edge = firstEdge[node]; edge < end; edge++) {
      const kind = edgeKind[edge];
      const target = edgeTarget[edge];
      if (kind === EdgeKind.weak || target === node) continue;
      if (kind === EdgeKind.shortcut && !isRoot) continue;
      if (isForeign && (pageOwned[target >>> 5] & (1 << (target & 31))) !== 0) continue;
      if (kind === EdgeKind.internal && entryOf !== null) {
        const entry = entryOf[edgeName[edge]];
        if (entry !== 0 && tableOf(ephemerons, entry - 1) === nodeId[node]) continue;
      }
      retaining[edge >>> 5] |= 1 << (edge & 31);
    }
  }
  return retaining;
}

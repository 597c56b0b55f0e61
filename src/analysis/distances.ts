// SPDX-License-Identifier: MIT
// Fewest edges from a user root to each node: breadth first from the user roots, then from the root for what
// only the system reaches. O(nodes + edges).
// Source: DevTools HeapSnapshot.ts, calculateDistances and JSHeapSnapshot's edge filter.

import type { ColumnPool } from '../core/column-pool.js';
import type { EdgeOrdinal, NodeColumn, NodeOrdinal, StringIndex } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { findStrings, stringText } from '../format/string-table.js';
import { type EphemeronNames, pairEphemerons } from '../heap/ephemerons.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { findUserRoots } from '../heap/user-roots.js';

/** Distances from here on mean "only the system reaches it" (DevTools' base). */
export const SYSTEM_DISTANCE: number = 100_000_000;
/** Nothing reaches it (DevTools' value, so that a class's least distance agrees as well). */
export const UNREACHABLE_DISTANCE: number = -5;

/**
 * @returns distance a node: 1 and up, `SYSTEM_DISTANCE` and up, or `UNREACHABLE_DISTANCE`
 */
export function computeDistances(graph: HeapGraph, ephemerons: EphemeronNames, pool: ColumnPool): NodeColumn {
  const { buffer, byteOffset } = pool.take(graph.nodeCount);
  const distances = new Int32Array(buffer, byteOffset, graph.nodeCount).fill(UNREACHABLE_DISTANCE);
  const queue = pool.take(graph.nodeCount);
  const isOpen = buildEdgeFilter(graph, ephemerons);
  let length = 0;
  for (const node of findUserRoots(graph)) {
    distances[node] = 1;
    queue[length++] = node;
  }
  const hasUserRoots = length > 0;
  spread(graph, distances, queue, length, isOpen);
  distances[graph.root] = hasUserRoots ? SYSTEM_DISTANCE : 0;
  queue[0] = graph.root;
  spread(graph, distances, queue, 1, isOpen);
  pool.give(queue);
  return distances;
}

type EdgeFilter = (owner: NodeOrdinal, edge: EdgeOrdinal) => boolean;

function spread(
  graph: HeapGraph,
  distances: Int32Array,
  queue: Uint32Array,
  queued: number,
  isOpen: EdgeFilter,
): void {
  const { firstEdge, edgeKind, edgeTarget, nodeKind } = graph;
  let length = queued;
  for (let head = 0; head < length; head++) {
    const node = queue[head] as NodeOrdinal;
    const next = distances[node] + 1;
    const end = firstEdge[node + 1];
    const kind = nodeKind[node];
    const isSpecial = kind === NodeKind.hidden || kind === NodeKind.array;
    for (let edge = firstEdge[node]; edge < end; edge++) {
      const target = edgeTarget[edge];
      if (distances[target] !== UNREACHABLE_DISTANCE) continue;
      const edgeCode = edgeKind[edge];
      if (edgeCode === EdgeKind.weak) continue;
      if ((isSpecial || edgeCode === EdgeKind.internal) && !isOpen(node, edge)) continue;
      distances[target] = next;
      queue[length++] = target;
    }
  }
}

/** Which edges the search follows. Only asked about edges of hidden nodes and arrays, and internal edges. */
function buildEdgeFilter(graph: HeapGraph, ephemerons: EphemeronNames): EdgeFilter {
  const { nodeKind, nodeName, edgeKind, edgeName, numericEdgeKinds } = graph;
  const [sloppyMap, nativeContext, descriptors] = findStrings(graph.strings, [
    'sloppy_function_map',
    'system / NativeContext',
    '(map descriptors)',
  ]);
  const { entryOf } = ephemerons;
  const { pair, pairCount } = pairEphemerons(ephemerons);
  // One bit a WeakMap entry: the first of its two edges waits for the second, so that the value is as far
  // away as the farther of key and table.
  const pending = new Uint8Array(pairCount);
  return (owner, edge) => {
    const kind = nodeKind[owner];
    const isNumeric = numericEdgeKinds[edgeKind[edge]] === 1;
    if (kind === NodeKind.hidden && nodeName[owner] === nativeContext) {
      if (!isNumeric && edgeName[edge] === (sloppyMap as number)) return false;
    }
    if (kind === NodeKind.array && nodeName[owner] === descriptors) {
      // Maps share descriptor arrays, so the links to values (every third from 4 on) may belong to others.
      const index = isNumeric
        ? edgeName[edge]
        : parseInt(stringText(graph.strings, edgeName[edge] as StringIndex), 10);
      return index < 2 || index % 3 !== 1;
    }
    if (edgeKind[edge] === EdgeKind.internal && entryOf !== null) {
      const entry = entryOf[edgeName[edge]];
      if (entry !== 0) {
        const waiting = pair[entry - 1];
        pending[waiting] ^= 1;
        return pending[waiting] === 0;
      }
    }
    return true;
  };
}

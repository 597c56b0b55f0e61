// SPDX-License-Identifier: MIT
// Edges by target: who refers to a node. All edges, weak ones too; a reader asks the set of retaining edges
// which of them keep it alive. Two passes over the edges, 4 bytes an edge and a node.

import type { ColumnPool } from '../core/column-pool.js';
import type { EdgeOrdinal, NodeOrdinal } from '../core/columns.js';
import type { HeapGraph } from './heap-graph.js';

/** The edges into node n are edgeIn[firstIn[n] .. firstIn[n + 1]), in the order of the file. */
export interface RetainerIndex {
  readonly firstIn: Uint32Array;
  readonly edgeIn: Uint32Array;
}

/** Builds the index. Its columns come from the pool; `pool.give` them back when it is not needed any more. */
export function buildRetainerIndex(graph: HeapGraph, pool: ColumnPool): RetainerIndex {
  const { nodeCount, edgeCount, edgeTarget } = graph;
  const firstIn = pool.takeZeroed(nodeCount + 2);
  // Shifted by two, so that filling moves each start to where it belongs.
  for (let edge = 0; edge < edgeCount; edge++) firstIn[edgeTarget[edge as EdgeOrdinal] + 2]++;
  for (let node = 2; node <= nodeCount + 1; node++) firstIn[node] += firstIn[node - 1];
  const edgeIn = pool.take(edgeCount);
  for (let edge = 0; edge < edgeCount; edge++) edgeIn[firstIn[edgeTarget[edge as EdgeOrdinal] + 1]++] = edge;
  return { firstIn, edgeIn };
}

/** Owner of each edge, for those who ask for most of them. The column comes from the pool; 4 bytes an edge. */
export function buildEdgeOwners(graph: HeapGraph, pool: ColumnPool): Uint32Array {
  const { nodeCount, firstEdge, edgeCount } = graph;
  const owners = pool.take(edgeCount);
  let edge = 0;
  for (let node = 0 as NodeOrdinal; node < nodeCount; node++) {
    const end = firstEdge[node + 1];
    while (edge < end) owners[edge++] = node;
  }
  return owners;
}

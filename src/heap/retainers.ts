// SPDX-License-Identifier: MIT
// Edges by target: who refers to a node. All edges, weak ones too; a reader asks the set of retaining edges
// which of them keep it alive. The edges into a node are a list, since most questions look at few nodes: one pass over
// the edges makes the lists of all, a third of the time of runs. 4 bytes an edge and a node.

import type { ColumnPool } from '../core/column-pool.js';
import { type EdgeOrdinal, NO_EDGE, type NodeOrdinal } from '../core/columns.js';
import { type HeapGraph, findEdgeOwnerFrom } from './heap-graph.js';

/** The edges into node n are firstIn[n], nextIn[firstIn[n]] and so on up to NO_EDGE, in the order of the file. */
export interface RetainerIndex {
  readonly firstIn: Uint32Array;
  readonly nextIn: Uint32Array;
}

/** Builds the index. Its columns come from the pool; `releaseRetainerIndex` gives them back. */
export function buildRetainerIndex(
  { nodeCount, edgeCount, edgeTarget }: Pick<HeapGraph, 'nodeCount' | 'edgeCount' | 'edgeTarget'>,
  pool: ColumnPool,
): RetainerIndex {
  const firstIn = pool.take(nodeCount);
  firstIn.fill(NO_EDGE, 0, nodeCount);
  const nextIn = pool.take(edgeCount);
  // Backwards, so that each list begins with its first edge.
  for (let edge = edgeCount - 1; edge >= 0; edge--) {
    const target = edgeTarget[edge as EdgeOrdinal];
    nextIn[edge] = firstIn[target];
    firstIn[target] = edge;
  }
  return { firstIn, nextIn };
}

/** Gives the columns back to the pool that they came from. */
export function releaseRetainerIndex({ firstIn, nextIn }: RetainerIndex, pool: ColumnPool): void {
  pool.give(firstIn);
  pool.give(nextIn);
}

/** Tells all edges into a node and their owners, in the order of the file: edges of one owner are neighbours. */
export function forEachRetainer(
  graph: HeapGraph,
  { firstIn, nextIn }: RetainerIndex,
  node: NodeOrdinal,
  visit: (edge: EdgeOrdinal, owner: NodeOrdinal) => void,
): void {
  let owner = 0 as NodeOrdinal;
  let edge = firstIn[node] as EdgeOrdinal;
  for (; edge !== NO_EDGE; edge = nextIn[edge] as EdgeOrdinal) {
    owner = findEdgeOwnerFrom(graph, edge, owner);
    visit(edge, owner);
  }
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

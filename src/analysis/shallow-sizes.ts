// SPDX-License-Identifier: MIT
// Self sizes -> shallow sizes: arrays and hidden nodes that exactly one owner reaches give their bytes to that
// owner, so that a Map weighs what its table weighs. Only where the root has user roots; a snapshot with
// exposed internals shows every node as it is.
//
//   Map ----> (table) ----> (store)      Map 32 + 400 + 64 = 496, the other two 0
//
// O(nodes + edges): a node is visited at most twice, once when it gets an owner and once when it gets a second.
// Source: DevTools HeapSnapshot.ts, calculateShallowSizes. DevTools' sums wrap at 2^32; these do not.

import type { ColumnPool } from '../core/column-pool.js';
import type { NodeColumn, NodeOrdinal, WideArray } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { isNodeNamed } from '../heap/names.js';
import { findUserRoots } from '../heap/user-roots.js';

const UNVISITED = 0xffffffff;
const SHARED = 0xfffffffe;
const MAX_UINT32 = 0xffffffff;

/** @returns bytes a node; the sum over all nodes is the sum of the self sizes */
export function computeShallowSizes(graph: HeapGraph, pool: ColumnPool): NodeColumn {
  if (findUserRoots(graph).length === 0) return graph.selfSize;
  const owner = pool.take(graph.nodeCount);
  computeOwners(graph, owner, pool);
  const shallow = transferSizes(graph, owner, pool);
  pool.give(owner);
  return shallow;
}

function isOwnable(graph: HeapGraph, node: NodeOrdinal): boolean {
  const kind = graph.nodeKind[node];
  if (kind === NodeKind.hidden || kind === NodeKind.array) return true;
  return kind === NodeKind.native && isNodeNamed(graph, node, 'system / ExternalStringData');
}

/** Fills `owner`: the node itself, its one owner, SHARED, or UNVISITED. */
function computeOwners(graph: HeapGraph, owner: Uint32Array, pool: ColumnPool): void {
  const { nodeCount, firstEdge, edgeKind, edgeTarget } = graph;
  let ownable = 0;
  for (let node = 0 as NodeOrdinal; node < nodeCount; node++) {
    if (isOwnable(graph, node)) {
      owner[node] = UNVISITED;
      ownable++;
    } else {
      owner[node] = node;
    }
  }
  const stack = pool.take(2 * ownable + 1);
  let height = 0;
  // Nodes that own themselves are where visits start; which comes first makes no difference.
  for (let start = 0; start < nodeCount; start++) {
    if (owner[start] !== start) continue;
    let node = start;
    for (;;) {
      const own = owner[node];
      const end = firstEdge[node + 1];
      for (let edge = firstEdge[node]; edge < end; edge++) {
        const target = edgeTarget[edge] as number;
        const theirs = owner[target];
        if (theirs === target || theirs === own || theirs === SHARED) continue;
        if (edgeKind[edge] === EdgeKind.weak) continue;
        owner[target] = theirs === UNVISITED ? own : SHARED;
        stack[height++] = target;
      }
      if (height === 0) break;
      node = stack[--height];
    }
  }
  pool.give(stack);
}

function transferSizes(graph: HeapGraph, owner: Uint32Array, pool: ColumnPool): NodeColumn {
  const { nodeCount, nodeKind, selfSize, root } = graph;
  const selfSizes = selfSize as unknown as WideArray;
  let shallow: WideArray =
    selfSizes instanceof Float64Array
      ? pool.takeFloat64(nodeCount)
      : pool.take(nodeCount).subarray(0, nodeCount);
  shallow.set(selfSizes.subarray(0, nodeCount));
  for (let node = 0 as NodeOrdinal; node < nodeCount; node++) {
    const own = owner[node] as NodeOrdinal;
    if (own === node || own === SHARED || own === UNVISITED) continue;
    if (own === root || nodeKind[own] === NodeKind.synthetic) continue;
    const sum = shallow[own] + selfSize[node];
    if (sum > MAX_UINT32 && shallow instanceof Uint32Array) shallow = Float64Array.from(shallow);
    shallow[own] = sum;
    shallow[node] = 0;
  }
  return shallow;
}

// SPDX-License-Identifier: MIT
// For every node, the retaining path that a person would look at first: the shortest, where an edge that
// nobody would mend (see detours.ts) counts as several.
//
//   root --1--> module --1--> map --1--> Session        4 steps, cost 3: this one
//   root --20--> (stack) --1--> Session                 3 steps, cost 21
//
// A search by cost with one queue for each length that an edge may have: every queue is filled in order of cost,
// so the cheapest node of all is always at one of the heads, and no heap is needed. O(nodes + edges).
// Source: LeakCanary, PrioritizingShortestPathFinder.kt (two queues: normal, and visited last).

import type { BitSet } from '../core/bit-set.js';
import type { ColumnPool } from '../core/column-pool.js';
import { type EdgeOrdinal, NO_EDGE, NO_NODE, type NodeOrdinal } from '../core/columns.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { isNumericEdge } from '../heap/names.js';
import { DETOUR_COSTS, type DetourRules } from './detours.js';

/** The chosen paths as one tree. Columns have one entry a node and belong to the caller. */
export interface RetainingTree {
  /** The edge by which the node is reached; NO_EDGE for the root and for what nothing reaches. */
  readonly edgeOf: Uint32Array;
  /** The owner of that edge; NO_NODE where there is none. */
  readonly parentOf: Uint32Array;
  /** The reached nodes, each behind its parent; entries from `reached` on are unspecified. */
  readonly order: Uint32Array;
  readonly reached: number;
}

/** One step of a retaining path: a node and the edge that leads to it (NO_EDGE for the root). */
export interface RawStep {
  readonly node: NodeOrdinal;
  readonly edge: EdgeOrdinal;
}

/** Where a search begins and what it leaves out. */
export interface RetainingTreeOptions {
  /** Where paths begin, instead of at the root. */
  readonly sources?: readonly NodeOrdinal[];
  /** Nodes that no path may lead through or to. */
  readonly closed?: BitSet;
  /** Edge names that no path may use: not 0 by string index. */
  readonly closedNames?: Uint8Array;
  /**
   * When all is reached that can be, also goes on from these, as if the root held each of them by an edge that is
   * not in the file: their parent is the root, their edge NO_EDGE.
   */
  readonly unheld?: readonly NodeOrdinal[];
}

/** A queue of nodes in order of cost. */
interface CostQueue {
  readonly nodes: Uint32Array;
  head: number;
  length: number;
}

const UNSEEN = 0xffffffff;
const UNHELD = 0x80000000;

/** Searches from the root over the retaining edges. */
export function computeRetainingTree(
  graph: HeapGraph,
  retaining: BitSet,
  rules: DetourRules,
  pool: ColumnPool,
  options: RetainingTreeOptions = {},
): RetainingTree {
  const { nodeCount, firstEdge, edgeTarget } = graph;
  const closed = options.closed ?? null;
  const closedNames = options.closedNames ?? null;
  const unheld = options.unheld ?? [];
  const edgeOf = pool.take(nodeCount).subarray(0, nodeCount).fill(NO_EDGE);
  const parentOf = pool.take(nodeCount).subarray(0, nodeCount).fill(NO_NODE);
  const order = pool.take(nodeCount).subarray(0, nodeCount);
  // Least cost that the node has been queued with; it gets its edge at the same time.
  const cost = pool.take(nodeCount);
  cost.fill(UNSEEN, 0, nodeCount);
  const done = pool.takeZeroed((nodeCount >>> 5) + 1);
  const queues = DETOUR_COSTS.map((): CostQueue => ({ nodes: pool.take(nodeCount), head: 0, length: 0 }));
  let reached = 0;
  for (const source of options.sources ?? [graph.root]) {
    if (cost[source] === 0) continue;
    cost[source] = 0;
    queues[0].nodes[queues[0].length++] = source;
  }
  let nextUnheld = 0;
  const takeUnheld = (): NodeOrdinal => {
    for (; nextUnheld < unheld.length; nextUnheld++) {
      const node = unheld[nextUnheld];
      if (cost[node] !== UNSEEN) continue;
      // Dearer than any path from the root.
      cost[node] = UNHELD;
      parentOf[node] = graph.root;
      return node;
    }
    return NO_NODE;
  };
  for (;;) {
    let node = takeCheapest(queues, cost);
    if (node === NO_NODE) {
      node = takeUnheld();
      if (node === NO_NODE) break;
    }
    const bit = 1 << (node & 31);
    // It was queued again at a lower cost, and that entry came first.
    if ((done[node >>> 5] & bit) !== 0) continue;
    done[node >>> 5] |= bit;
    order[reached++] = node;
    const soFar = cost[node];
    const end = firstEdge[node + 1];
    for (let edge = firstEdge[node]; edge < end; edge++) {
      if ((retaining[edge >>> 5] & (1 << (edge & 31))) === 0) continue;
      const target = edgeTarget[edge];
      if (cost[target] <= soFar + 1) continue;
      if (closed !== null && (closed[target >>> 5] & (1 << (target & 31))) !== 0) continue;
      if (closedNames !== null && !isNumericEdge(graph, edge) && closedNames[graph.edgeName[edge]] !== 0)
        continue;
      const rank = rules.rankOf(node, edge, target);
      const total = soFar + DETOUR_COSTS[rank];
      if (total >= cost[target]) continue;
      cost[target] = total;
      edgeOf[target] = edge;
      parentOf[target] = node;
      // A queue's costs only rise, so no node enters the same queue twice and none overflows.
      const queue = queues[rank];
      queue.nodes[queue.length++] = target;
    }
  }
  for (const queue of queues) pool.give(queue.nodes);
  pool.give(cost);
  pool.give(done);
  return { edgeOf, parentOf, order, reached };
}

/** Takes the node whose cost is least; in equal cases that of the first queue. */
function takeCheapest(queues: readonly CostQueue[], cost: Uint32Array): NodeOrdinal {
  let best: CostQueue | null = null;
  let least = UNSEEN;
  for (const queue of queues) {
    if (queue.head === queue.length) continue;
    const head = cost[queue.nodes[queue.head]];
    if (head >= least) continue;
    least = head;
    best = queue;
  }
  return best === null ? NO_NODE : (best.nodes[best.head++] as NodeOrdinal);
}

/** The path from the root (or a source) to a node, both included; empty if nothing reaches the node. */
export function findRetainingPath(tree: RetainingTree, node: NodeOrdinal): readonly RawStep[] {
  const steps: RawStep[] = [];
  let at = node;
  for (;;) {
    steps.push({ node: at, edge: tree.edgeOf[at] as EdgeOrdinal });
    const parent = tree.parentOf[at] as NodeOrdinal;
    if (parent === NO_NODE) break;
    at = parent;
  }
  // Sources come first in the order of visits; with one source that is a single look.
  for (let i = 0; i < tree.reached && tree.edgeOf[tree.order[i]] === NO_EDGE; i++)
    if (tree.order[i] === at) return steps.reverse();
  return [];
}

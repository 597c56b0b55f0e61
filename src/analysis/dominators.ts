// SPDX-License-Identifier: MIT
// Immediate dominators of all nodes over the retaining edges, by the Semi-NCA algorithm.
//
//        root            idom(a) = idom(b) = root
//        /  \            idom(c) = root, since both a and b lead to it
//       a    b           idom(d) = c
//        \  /
//         c -> d
//
// Everything works in depth-first numbers (1 = root), where related nodes are near each other in memory:
//   number[node]  its depth-first number, 0 = not reached        node[i]  the inverse
//   parent[i]     parent in the depth-first tree; parent[i] < i
//   semi[i]       number of the semidominator; semi[i] <= parent[i]
//   idom[i]       idom[i] < i for all i > 1, so one pass down the numbers sums sizes up the tree
//
// Nodes that no retaining edge reaches (only weak ones do) are hung under the root with all they reach; what
// is then left are groups that hold only one another, and each of their nodes gets the root as its dominator.
//
// O(edges * log nodes) at worst, linear in practice; 4 bytes an edge and 28 a node while it runs.
// Source: L. Georgiadis, R. Tarjan, R. Werneck, "Finding Dominators in Practice" (2006); the treatment of
// unreached nodes is DevTools' (HeapSnapshot.ts, calculateDominatorsAndRetainedSizes).

import { type BitSet, hasBit } from '../core/bit-set.js';
import type { ColumnPool } from '../core/column-pool.js';
import type { EdgeOrdinal } from '../core/columns.js';
import type { HeapGraph } from '../heap/heap-graph.js';

/** The dominator tree in depth-first numbers 1 .. count (entry 0 is unused). */
export interface DominatorTree {
  /** All nodes of the graph. */
  readonly count: number;
  /** Nodes that the root reaches over retaining edges: they have the numbers up to this one. */
  readonly reached: number;
  /** Those and, with the next numbers, what hangs on nodes that no retaining edge leads to. */
  readonly numbered: number;
  /** Node by number. */
  readonly nodeOf: Uint32Array;
  /** Number of the immediate dominator, by number; the root's is its own. */
  readonly idom: Uint32Array;
}

/**
 * @param retaining the set of retaining edges
 * @param onSearched told when the nodes are numbered: the smaller part is left
 * @returns a tree whose columns belong to the caller
 */
export function computeDominators(
  graph: HeapGraph,
  retaining: BitSet,
  pool: ColumnPool,
  onSearched?: () => void,
): DominatorTree {
  const search = searchDepthFirst(graph, retaining, pool);
  onSearched?.();
  const { reached, nodeOf, parent, predecessors, predecessorsEnd } = search;
  const idom = computeImmediateDominators(graph.nodeCount, search, pool);
  pool.give(parent);
  pool.give(predecessors);
  pool.give(predecessorsEnd);
  // Groups that hold only one another have the numbers behind the reached ones.
  for (let i = reached + 1; i <= graph.nodeCount; i++) idom[i] = 1;
  return { count: graph.nodeCount, reached: search.held, numbered: reached, nodeOf, idom };
}

interface DepthFirstSearch {
  /** How many nodes have a number. */
  readonly reached: number;
  /** How many of them the root reaches. */
  readonly held: number;
  /** Node by number; behind `reached` come the nodes that have none. */
  readonly nodeOf: Uint32Array;
  readonly parent: Uint32Array;
  /** Numbers of the retainers of node n: [predecessorsEnd[n - 1], predecessorsEnd[n]), by ordinal. */
  readonly predecessors: Uint32Array;
  readonly predecessorsEnd: Uint32Array;
}

/**
 * Numbers the nodes. The retainers are collected on the way, so that no second pass over the edges is needed
 * and they come out in depth-first numbers.
 */
function searchDepthFirst(graph: HeapGraph, retaining: BitSet, pool: ColumnPool): DepthFirstSearch {
  const { nodeCount, edgeCount, firstEdge, edgeTarget } = graph;
  const predecessorsEnd = pool.takeZeroed(nodeCount + 1);
  for (let edge = 0; edge < edgeCount; edge++) {
    if ((retaining[edge >>> 5] & (1 << (edge & 31))) !== 0)
      predecessorsEnd[edgeTarget[edge as EdgeOrdinal] + 1]++;
  }
  // Entry n + 1 counts the retainers of n; summed up, entry n is where n's run starts, and filling moves it to
  // where the run ends.
  for (let node = 0; node < nodeCount; node++) predecessorsEnd[node + 1] += predecessorsEnd[node];
  const isOrphan = (node: number): boolean => predecessorsEnd[node] === predecessorsEnd[node + 1];
  const orphans: number[] = [];
  for (let node = 0; node < nodeCount; node++) if (isOrphan(node) && node !== graph.root) orphans.push(node);

  const predecessors = pool.take(predecessorsEnd[nodeCount]);
  const number = pool.takeZeroed(nodeCount);
  const nodeOf = pool.take(nodeCount + 1);
  const parent = pool.take(nodeCount + 1);
  const nextEdge = pool.take(nodeCount + 1);
  let reached = 0;
  const walk = (start: number, under: number): void => {
    let current = ++reached;
    number[start] = current;
    nodeOf[current] = start;
    parent[current] = under;
    let node = start;
    let edge = firstEdge[node] as number;
    let end = firstEdge[node + 1] as number;
    for (;;) {
      let child = -1;
      for (; edge < end; edge++) {
        if ((retaining[edge >>> 5] & (1 << (edge & 31))) === 0) continue;
        const target = edgeTarget[edge as EdgeOrdinal] as number;
        predecessors[predecessorsEnd[target]++] = current;
        if (number[target] !== 0) continue;
        child = target;
        edge++;
        break;
      }
      if (child >= 0) {
        nextEdge[current] = edge;
        parent[++reached] = current;
        current = reached;
        number[child] = current;
        nodeOf[current] = child;
        node = child;
        edge = firstEdge[node];
        end = firstEdge[node + 1];
      } else {
        current = parent[current];
        if (current === under) return;
        node = nodeOf[current];
        edge = nextEdge[current];
        end = firstEdge[node + 1];
      }
    }
  };
  walk(graph.root, 0);
  const held = reached;
  // A child's parent is never 0 or, below, the root itself: walk() stops when it comes back to `under`.
  for (const node of orphans) if (number[node] === 0) walk(node, 1);
  pool.give(nextEdge);
  if (reached < nodeCount) {
    fillUnreached(graph, retaining, number, predecessors, predecessorsEnd);
    let unreached = reached;
    for (let node = 0; node < nodeCount; node++) if (number[node] === 0) nodeOf[++unreached] = node;
  }
  pool.give(number);
  return { reached, held, nodeOf, parent, predecessors, predecessorsEnd };
}

/**
 * Retainers without a number would leave holes in the runs. They retain nothing that is reached, so each hole is
 * filled with the target's own number, which no minimum notices.
 */
function fillUnreached(
  graph: HeapGraph,
  retaining: BitSet,
  number: Uint32Array,
  predecessors: Uint32Array,
  predecessorsEnd: Uint32Array,
): void {
  for (let node = 0; node < graph.nodeCount; node++) {
    if (number[node] !== 0) continue;
    const end = graph.firstEdge[node + 1];
    for (let edge = graph.firstEdge[node]; edge < end; edge++) {
      if (!hasBit(retaining, edge)) continue;
      const target = graph.edgeTarget[edge];
      predecessors[predecessorsEnd[target]++] = number[target];
    }
  }
}

/** Semi-NCA. Invariant: when i is handled, every number above i has its semidominator and is linked. */
function computeImmediateDominators(
  nodeCount: number,
  search: DepthFirstSearch,
  pool: ColumnPool,
): Uint32Array {
  const { reached, nodeOf, parent, predecessors, predecessorsEnd } = search;
  const idom = pool.take(nodeCount + 1);
  const ancestor = pool.take(reached + 1);
  const label = pool.take(reached + 1); // smallest semi on the compressed path
  const semi = pool.take(reached + 1);
  const stack = idom; // not needed until the second pass
  for (let i = 0; i <= reached; i++) {
    ancestor[i] = parent[i];
    label[i] = i;
  }
  for (let i = reached; i > 1; i--) {
    const node = nodeOf[i];
    let best = parent[i];
    const end = predecessorsEnd[node];
    for (let p = node === 0 ? 0 : predecessorsEnd[node - 1]; p < end; p++) {
      let candidate = predecessors[p];
      if (candidate > i) {
        // Compress: the numbers above i on the way up are linked; each gets the least label above it.
        if (ancestor[candidate] > i) {
          let height = 0;
          let at = candidate;
          do {
            stack[height++] = at;
            at = ancestor[at];
          } while (ancestor[at] > i);
          while (height > 0) {
            const below = stack[--height];
            if (label[at] < label[below]) label[below] = label[at];
            ancestor[below] = ancestor[at];
            at = below;
          }
        }
        candidate = label[candidate];
      }
      if (candidate < best) best = candidate;
    }
    semi[i] = best;
    label[i] = best;
  }
  idom[1] = 1;
  for (let i = 2; i <= reached; i++) {
    let dominator = parent[i];
    const limit = semi[i];
    while (dominator > limit) dominator = idom[dominator];
    idom[i] = dominator;
  }
  pool.give(ancestor);
  pool.give(label);
  pool.give(semi);
  return idom;
}

/** Ordinal of the immediate dominator of each node; the root's is the root. */
export function dominatorColumn(tree: DominatorTree): Uint32Array {
  const column = new Uint32Array(tree.count);
  for (let i = 1; i <= tree.count; i++) column[tree.nodeOf[i]] = tree.nodeOf[tree.idom[i]];
  return column;
}

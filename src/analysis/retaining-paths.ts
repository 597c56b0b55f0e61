// SPDX-License-Identifier: MIT
// For every node, the retaining path that a person would look at first: the shortest, where an edge that
// nobody would mend (see detours.ts) counts as several.
//
//   root --1--> module --1--> map --1--> Session        4 steps, cost 3: this one
//   root --20--> (stack) --1--> Session                 3 steps, cost 21
//
// A search by cost with one queue for each length that an edge may have: every queue is filled in order of cost,
// so the cheapest node of all is always at one of the heads, and no heap is needed. Nearly all nodes are reached by
// single steps, and for those it is a search by breadth, without costs. O(nodes + edges).
// Source: LeakCanary, PrioritizingShortestPathFinder.kt (two queues: normal, and visited last).

import { type BitSet, addBit, hasBit, removeBit } from '../core/bit-set.js';
import type { ColumnPool } from '../core/column-pool.js';
import { type EdgeOrdinal, NO_EDGE, NO_NODE, type NodeOrdinal } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { DETOUR_COSTS, DetourRank, type DetourRules } from './detours.js';
import { orderGlobals } from './global-order.js';

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
  readonly closed?: BitSet | null;
  /**
   * When all is reached that can be, also goes on from these, as if the root held each of them by an edge that is
   * not in the file: their parent is the root, their edge NO_EDGE.
   */
  readonly unheld?: readonly NodeOrdinal[];
}

const NEVER = 0xffffffff;
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
  const edgeOf = pool.take(nodeCount).subarray(0, nodeCount).fill(NO_EDGE);
  const parentOf = pool.take(nodeCount).subarray(0, nodeCount).fill(NO_NODE);
  const order = pool.take(nodeCount).subarray(0, nodeCount);
  // Nodes whose path is known. What a single step reaches is settled at once, for no cheaper way can come; so is V8's
  // bookkeeping, to which all edges are of the last rank, though its turn comes late.
  const settled: BitSet = pool.takeZeroed((nodeCount >>> 5) + 1);
  const globals = orderGlobals(graph);
  const isGlobal: BitSet = pool.takeZeroed((nodeCount >>> 5) + 1);
  for (const node of globals.keys()) addBit(isGlobal, node);
  const detours = buildDetourQueues(nodeCount, pool);
  // The settled nodes behind single steps: those before `levelEnd` cost `levelCost`, those behind it one more.
  const steps = pool.take(nodeCount);
  let head = 0;
  let end = 0;
  let levelEnd = 0;
  let levelCost = 0;
  for (const source of options.sources ?? [graph.root]) {
    if (hasBit(settled, source)) continue;
    addBit(settled, source);
    steps[end++] = source;
  }
  levelEnd = end;
  const unheld = (options.unheld ?? []).values();
  let foreign: Iterator<ForeignStep> | null = null;
  let reached = 0;
  for (;;) {
    if (head === levelEnd && head < end) {
      levelCost++;
      levelEnd = end;
    }
    const isStep = head < end && levelCost <= detours.least;
    let node: NodeOrdinal;
    let soFar = levelCost;
    if (isStep) node = steps[head++] as NodeOrdinal;
    else {
      soFar = detours.least;
      node = detours.take();
      if (node === NO_NODE) {
        foreign ??= (options.sources === undefined ? listForeign(graph, rules, settled) : []).values();
        const next = takeForeign(foreign, settled, closed);
        if (next !== null) {
          node = next.node;
          edgeOf[node] = next.edge;
          parentOf[node] = next.owner;
        } else {
          node = takeUnsettled(unheld, settled);
          if (node === NO_NODE) break;
          parentOf[node] = graph.root;
        }
        // Dearer than any path from the root.
        soFar = UNHELD;
      }
      addBit(settled, node);
      levelCost = soFar + 1;
    }
    order[reached++] = node;
    const first = firstEdge[node];
    const count = firstEdge[node + 1] - first;
    const ordered = hasBit(isGlobal, node) ? globals.get(node) : undefined;
    for (let i = 0; i < count; i++) {
      const edge = ordered === undefined ? ((first + i) as EdgeOrdinal) : ordered[i];
      if ((retaining[edge >>> 5] & (1 << (edge & 31))) === 0) continue;
      const target = edgeTarget[edge];
      const bit = 1 << (target & 31);
      if ((settled[target >>> 5] & bit) !== 0) continue;
      if (closed !== null && (closed[target >>> 5] & bit) !== 0) continue;
      const rank = rules.rankOf(node, edge, target);
      if (!detours.isCheaper(target, soFar + DETOUR_COSTS[rank])) continue;
      edgeOf[target] = edge;
      parentOf[target] = node;
      if (rank === DetourRank.none) {
        detours.remove(target);
        steps[end++] = target;
        settled[target >>> 5] |= bit;
        continue;
      }
      detours.add(target, rank, soFar + DETOUR_COSTS[rank]);
      if (rules.isBookkeeping(target)) settled[target >>> 5] |= bit;
    }
    // Whoever comes from a detour costs no more than the level before.
    if (!isStep) levelEnd = end;
  }
  detours.close();
  pool.give(steps);
  pool.give(settled);
  pool.give(isGlobal);
  return { edgeOf, parentOf, order, reached };
}

/** An edge from a group of roots. */
interface ForeignStep extends RawStep {
  readonly owner: NodeOrdinal;
}

/**
 * What groups of roots refer to and no path has come to. DevTools takes such an edge for a debugger's where the target is
 * the page's, which is all that the global object leads to, be it over the table of a WeakMap. That holds nothing, and
 * then it is the stack or a handle that does. Those that last first.
 */
function listForeign(graph: HeapGraph, rules: DetourRules, settled: BitSet): readonly ForeignStep[] {
  const { firstEdge, edgeKind, edgeTarget, nodeKind } = graph;
  const groups = new Map<NodeOrdinal, number>([[graph.root, DetourRank.none]]);
  const steps: { readonly step: ForeignStep; readonly rank: number }[] = [];
  // Groups are added while they are walked.
  for (const [owner, rankOfGroup] of groups) {
    for (let edge = firstEdge[owner]; edge < firstEdge[owner + 1]; edge++) {
      if (edgeKind[edge] === EdgeKind.weak) continue;
      const node = edgeTarget[edge];
      const rank = Math.max(rankOfGroup, rules.rankOf(owner, edge, node));
      if (!hasBit(settled, node)) steps.push({ step: { node, edge, owner }, rank });
      if (nodeKind[node] === NodeKind.synthetic && !groups.has(node)) groups.set(node, rank);
    }
  }
  return steps.sort((a, b) => a.rank - b.rank || a.step.edge - b.step.edge).map(({ step }) => step);
}

/** The next whose owner is settled, and whose target is neither that nor left out. */
function takeForeign(
  steps: Iterator<ForeignStep>,
  settled: BitSet,
  closed: BitSet | null,
): ForeignStep | null {
  for (let next = steps.next(); next.done !== true; next = steps.next()) {
    const { node, owner } = next.value;
    if (hasBit(settled, owner) && !hasBit(settled, node) && !(closed !== null && hasBit(closed, node)))
      return next.value;
  }
  return null;
}

/** The next of some nodes that is not settled. */
function takeUnsettled(nodes: Iterator<NodeOrdinal>, settled: BitSet): NodeOrdinal {
  for (let next = nodes.next(); next.done !== true; next = nodes.next())
    if (!hasBit(settled, next.value)) return next.value;
  return NO_NODE;
}

/** Nodes that edges of higher ranks lead to, until it is their turn, or until there is a cheaper way. */
interface DetourQueues {
  /** What the next one costs; NEVER if there is none. */
  readonly least: number;
  /** Whether a node does not wait already for no more than this. */
  isCheaper(node: NodeOrdinal, cost: number): boolean;
  add(node: NodeOrdinal, rank: number, cost: number): void;
  remove(node: NodeOrdinal): void;
  /** Removes the cheapest one, in equal cases that of the lower rank. NO_NODE if there is none. */
  take(): NodeOrdinal;
  close(): void;
}

/** One queue a rank. Their costs only rise, so no node enters the same one twice and none overflows. */
function buildDetourQueues(nodeCount: number, pool: ColumnPool): DetourQueues {
  // Those that do not wait any more, or in another queue for less, stay in the queues until they are at the head.
  const waiting: BitSet = pool.takeZeroed((nodeCount >>> 5) + 1);
  const costs = pool.take(nodeCount);
  const queues = DETOUR_COSTS.slice(1).map(() => ({ nodes: pool.take(nodeCount), head: 0, end: 0 }));
  let nearest = queues[0];
  let least = NEVER;
  const findNearest = (): void => {
    least = NEVER;
    for (const queue of queues) {
      while (queue.head < queue.end && !hasBit(waiting, queue.nodes[queue.head])) queue.head++;
      if (queue.head === queue.end || costs[queue.nodes[queue.head]] >= least) continue;
      least = costs[queue.nodes[queue.head]];
      nearest = queue;
    }
  };
  return {
    get least() {
      return least;
    },
    isCheaper: (node, cost) => !hasBit(waiting, node) || cost < costs[node],
    add(node, rank, cost) {
      addBit(waiting, node);
      costs[node] = cost;
      const queue = queues[rank - 1];
      queue.nodes[queue.end++] = node;
      if (cost <= least) findNearest();
    },
    remove(node) {
      if (!hasBit(waiting, node)) return;
      removeBit(waiting, node);
      findNearest();
    },
    take() {
      if (least === NEVER) return NO_NODE;
      const node = nearest.nodes[nearest.head++] as NodeOrdinal;
      removeBit(waiting, node);
      findNearest();
      return node;
    },
    close() {
      for (const { nodes } of queues) pool.give(nodes);
      pool.give(waiting);
      pool.give(costs);
    },
  };
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

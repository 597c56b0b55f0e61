// SPDX-License-Identifier: MIT
// One node -> several retaining paths, each with another last holder that has a name. All end with the edges
// into the node or, where these come from tables and contexts, with the edges into those; above that each
// follows the tree of best paths, so no second search is needed.
//
//   (GC roots) -> module a -> cache: Map -> Session
//   (GC roots) -> module b -> current -> Session           another holder, so another path
//
// Bounded by MAX_EDGES; O(nodes) more where the ways up are so long (linked lists) that the tree's intervals cost less.

import type { BitSet } from '../core/bit-set.js';
import { hasBit } from '../core/bit-set.js';
import type { ColumnPool } from '../core/column-pool.js';
import { type EdgeOrdinal, NO_EDGE, NO_NODE, type NodeOrdinal } from '../core/columns.js';
import { type HeapGraph, findEdgeOwner } from '../heap/heap-graph.js';
import type { RetainerIndex } from '../heap/retainers.js';
import { DETOUR_COSTS, DetourRank, type DetourRules } from './detours.js';
import { isInternalNode } from './internal-nodes.js';
import type { NamedStep, PathNamer } from './named-paths.js';
import { type RawStep, type RetainingTree, findRetainingPath } from './retaining-paths.js';

const MAX_EDGES = 512;
const MAX_CHAIN = 6;
const MOST_STEPS = 1_000_000;

/** What other paths are found with. */
export interface OtherPathInputs {
  readonly graph: HeapGraph;
  readonly retaining: BitSet;
  readonly index: RetainerIndex;
  readonly tree: RetainingTree;
  readonly rules: DetourRules;
  readonly namer: PathNamer;
  readonly pool: ColumnPool;
  /** Steps up the tree that are walked before its intervals are made. */
  readonly mostSteps?: number;
}

interface Candidate {
  readonly owner: NodeOrdinal;
  readonly chain: readonly RawStep[];
  readonly cost: number;
}

/** At most `limit` paths, the tree's own first, then the shortest. */
export function findOtherPaths(
  inputs: OtherPathInputs,
  target: NodeOrdinal,
  limit: number,
): readonly (readonly NamedStep[])[] {
  const { tree, namer } = inputs;
  const best = findRetainingPath(tree, target);
  if (best.length === 0) return [];
  const paths = [namer.namePath(best)];
  const holders = new Set([lastHolder(paths[0])]);
  if (limit <= 1) return paths;
  for (const { owner, chain } of findCandidates(inputs, target)) {
    const steps = namer.namePath([...findRetainingPath(tree, owner), ...chain]);
    const holder = lastHolder(steps);
    if (holders.has(holder)) continue;
    holders.add(holder);
    paths.push(steps);
    if (paths.length >= limit) break;
  }
  return paths;
}

/** The last step before the node that a person has a name for. */
function lastHolder(steps: readonly NamedStep[]): NodeOrdinal {
  for (let i = steps.length - 2; i > 0; i--) {
    const { node, name, role } = steps[i];
    if (name !== null || role === 'global' || role === 'module') return node;
  }
  return steps[Math.max(0, steps.length - 2)].node;
}

/** Ways into the node that do not come from what the node itself holds, cheapest first. */
function findCandidates(inputs: OtherPathInputs, target: NodeOrdinal): readonly Candidate[] {
  const { graph, retaining, index, rules } = inputs;
  const places = buildTreePlaces(inputs);
  const candidates: Candidate[] = [];
  const open: { node: NodeOrdinal; chain: readonly RawStep[] }[] = [{ node: target, chain: [] }];
  const seen = new Set<NodeOrdinal>([target]);
  let edges = 0;
  for (let next = open.shift(); next !== undefined && edges < MAX_EDGES; next = open.shift()) {
    const { node, chain } = next;
    let edge = index.firstIn[node] as EdgeOrdinal;
    for (; edge !== NO_EDGE && edges < MAX_EDGES; edge = index.nextIn[edge] as EdgeOrdinal) {
      if (!hasBit(retaining, edge)) continue;
      const owner = findEdgeOwner(graph, edge);
      if (seen.has(owner)) continue;
      const longer = [{ node, edge }, ...chain];
      const cost = places.costOf(owner, longer);
      if (cost === UNREACHED) continue;
      edges++;
      if (cost === BELOW) continue;
      if (isInternalNode(graph, owner) && longer.length < MAX_CHAIN) {
        seen.add(owner);
        open.push({ node: owner, chain: longer });
      }
      const total = cost + longer.length + DETOUR_COSTS[rules.rankOf(owner, edge, node)];
      candidates.push({ owner, chain: longer, cost: total });
    }
  }
  places.close();
  const dearest = DETOUR_COSTS[DetourRank.stack];
  return candidates.filter((candidate) => candidate.cost < dearest).sort((a, b) => a.cost - b.cost);
}

const UNREACHED = -1;
const BELOW = -2;

/** Look-ups in the tree of best paths. */
interface TreePlaces {
  /** Cost of the best path to a node; UNREACHED, or BELOW if it leads through one of the chain's nodes. */
  costOf(node: NodeOrdinal, chain: readonly RawStep[]): number;
  close(): void;
}

/** Ways up are short, as a rule: walking each of them costs less than intervals of all nodes. */
function buildTreePlaces({ graph, tree, rules, pool, mostSteps = MOST_STEPS }: OtherPathInputs): TreePlaces {
  const { order, reached, parentOf, edgeOf } = tree;
  const sources = new Set<number>();
  for (let i = 0; i < reached && edgeOf[order[i]] === NO_EDGE; i++) sources.add(order[i]);
  let left = mostSteps;
  let intervals: TreeIntervals | null = null;
  const walk = (node: NodeOrdinal, chain: readonly RawStep[]): number => {
    let cost = 0;
    for (let at = node; left > 0; left--) {
      if (chain.some((step) => step.node === at)) return BELOW;
      const parent = parentOf[at] as NodeOrdinal;
      if (parent === NO_NODE) return sources.has(at) ? cost : UNREACHED;
      cost += DETOUR_COSTS[rules.rankOf(parent, edgeOf[at] as EdgeOrdinal, at)];
      at = parent;
    }
    return UNREACHED;
  };
  const lookUp = (
    { first, size, cost }: TreeIntervals,
    node: NodeOrdinal,
    chain: readonly RawStep[],
  ): number => {
    if (size[node] === 0) return UNREACHED;
    const isBelow = chain.some(
      ({ node: above }) => first[node] >= first[above] && first[node] < first[above] + size[above],
    );
    return isBelow ? BELOW : cost[node];
  };
  return {
    costOf(node, chain) {
      if (left > 0) {
        const found = walk(node, chain);
        if (left > 0) return found;
      }
      return lookUp((intervals ??= computeTreeIntervals(graph, tree, rules, pool)), node, chain);
    },
    close() {
      if (intervals !== null) for (const column of Object.values(intervals)) pool.give(column as Uint32Array);
    },
  };
}

/** Columns from the pool: a node is below another if its place is in the other's interval. */
interface TreeIntervals {
  readonly first: Uint32Array;
  /** Nodes in the subtree, itself included; 0 = not reached. */
  readonly size: Uint32Array;
  readonly cost: Uint32Array;
}

function computeTreeIntervals(
  graph: HeapGraph,
  tree: RetainingTree,
  rules: DetourRules,
  pool: ColumnPool,
): TreeIntervals {
  const { order, reached, parentOf, edgeOf } = tree;
  const size = pool.takeZeroed(graph.nodeCount);
  const first = pool.take(graph.nodeCount);
  const next = pool.take(graph.nodeCount);
  const cost = pool.take(graph.nodeCount);
  for (let i = reached - 1; i >= 0; i--) {
    const node = order[i];
    size[node]++;
    if (parentOf[node] !== NO_NODE) size[parentOf[node]] += size[node];
  }
  let free = 0;
  for (let i = 0; i < reached; i++) {
    const node = order[i] as NodeOrdinal;
    const parent = parentOf[node] as NodeOrdinal;
    if (parent === NO_NODE) {
      first[node] = free;
      free += size[node];
      cost[node] = 0;
    } else {
      first[node] = next[parent];
      next[parent] += size[node];
      cost[node] = cost[parent] + DETOUR_COSTS[rules.rankOf(parent, edgeOf[node] as EdgeOrdinal, node)];
    }
    next[node] = first[node] + 1;
  }
  pool.give(next);
  return { first, size, cost };
}

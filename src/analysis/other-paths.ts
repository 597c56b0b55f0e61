// SPDX-License-Identifier: MIT
// One node -> several retaining paths, each with another last holder that has a name. All end with the edges
// into the node or, where these come from tables and contexts, with the edges into those; above that each
// follows the tree of best paths, so no second search is needed.
//
//   (GC roots) -> module a -> cache: Map -> Session
//   (GC roots) -> module b -> current -> Session           another holder, so another path
//
// O(nodes) for the tree's intervals, then bounded by MAX_EDGES.

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

/** What other paths are found with. */
export interface OtherPathInputs {
  readonly graph: HeapGraph;
  readonly retaining: BitSet;
  readonly index: RetainerIndex;
  readonly tree: RetainingTree;
  readonly rules: DetourRules;
  readonly namer: PathNamer;
  readonly pool: ColumnPool;
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
  const { graph, retaining, index, tree, rules, pool } = inputs;
  const places = computeTreePlaces(graph, tree, rules, pool);
  const { first, size, cost } = places;
  const isBelow = (node: NodeOrdinal, above: NodeOrdinal): boolean =>
    first[node] >= first[above] && first[node] < first[above] + size[above];
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
      if (size[owner] === 0 || seen.has(owner)) continue;
      edges++;
      const longer = [{ node, edge }, ...chain];
      if (longer.some((step) => isBelow(owner, step.node))) continue;
      if (isInternalNode(graph, owner) && longer.length < MAX_CHAIN) {
        seen.add(owner);
        open.push({ node: owner, chain: longer });
      }
      const total = cost[owner] + longer.length + DETOUR_COSTS[rules.rankOf(owner, edge, node)];
      candidates.push({ owner, chain: longer, cost: total });
    }
  }
  for (const column of [first, size, cost]) pool.give(column);
  const dearest = DETOUR_COSTS[DetourRank.last];
  return candidates.filter((candidate) => candidate.cost < dearest).sort((a, b) => a.cost - b.cost);
}

/** Columns from the pool: a node is below another if its place is in the other's interval. */
interface TreePlaces {
  readonly first: Uint32Array;
  /** Nodes in the subtree, itself included; 0 = not reached. */
  readonly size: Uint32Array;
  readonly cost: Uint32Array;
}

function computeTreePlaces(
  graph: HeapGraph,
  tree: RetainingTree,
  rules: DetourRules,
  pool: ColumnPool,
): TreePlaces {
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

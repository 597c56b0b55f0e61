// SPDX-License-Identifier: MIT
// A group of objects -> the tree of who holds them, merged level by level: owners of one class that hold by edges
// of one name are one group.
//
//   Session x 10,000  <- sessions Map x 1 (holds 9,990)  <- module auth.js
//                     <- [] Array x 1     (holds 9)
//
// Tables, contexts and other internals are passed over, unless every edge is asked for. No object comes twice on
// the way from the group up, and nothing is followed above V8's bookkeeping, which holds whatever it has seen.
// Bounded by depth, breadth, and a budget of edges above the first level.

import { type BitSet, addBit, hasBit, removeBit } from '../core/bit-set.js';
import type { ColumnPool } from '../core/column-pool.js';
import { type EdgeOrdinal, NO_EDGE, type NodeColumn, type NodeOrdinal } from '../core/columns.js';
import { buildFirstOf } from '../core/first-of.js';
import type { NodeList } from '../core/node-list.js';
import { NodeKind } from '../format/kinds.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { isNodeNamed } from '../heap/names.js';
import { type RetainerIndex, buildEdgeOwners } from '../heap/retainers.js';
import type { ClassIndex } from './classes.js';
import type { DetourRules } from './detours.js';
import type { ToldEdge } from './edge-names.js';
import { buildInternalTest } from './internal-nodes.js';
import { buildEdgeTexts } from './merged-edges.js';
import { type OwnerGroup, buildOwnerGroups } from './owner-groups.js';
import { type EdgeBudget, buildOwnerWalks } from './owner-walk.js';
import { type FirstGroups, findRawOwners } from './raw-owners.js';

/** Edges looked at above the first level: an eighth of the graph's, and at least so many. */
const LEAST_BUDGET = 1_000_000;

/** What a group costs of it, since to tell and to print one takes as long as to look at so many edges. */
const GROUP_COST = 100;
/** As many times as much behind so many levels, since lines are indented. */
const LEVELS_OF_ONE_COST = 10;

/** Of a single object every edge is listed, as in DevTools, up to so many; the first of them are followed. */
const WHOLE = 20_000;
const WHOLE_FOLLOWED = 100;

/** Of whoever asks for more: of a single object, and of anything else. */
const MOST_OF_ONE = 50_000;
const MOST_BREADTH = 10_000;
/** Each level is a call. */
const MOST_DEPTH = 100;

/** What is merged. */
export interface MergedRetainersInputs {
  readonly graph: HeapGraph;
  readonly classes: ClassIndex;
  readonly shallowSize: NodeColumn;
  readonly index: RetainerIndex;
  /** Edges that count; null = all, weak ones too. */
  readonly retaining: BitSet | null;
  readonly rules: DetourRules;
  /** Nodes that are left out. */
  readonly closed: BitSet | null;
  readonly pool: ColumnPool;
}

/** How far it goes. */
export interface MergedRetainersBounds {
  readonly depth: number;
  readonly breadth: number;
  /** Every edge for itself, nothing merged or passed over, and of a single object that was asked about whatever holds it, up to 20,000, or as many as `breadth` says, up to 50,000. */
  readonly isRaw: boolean;
}

/** The tree. */
export interface MergedTree {
  readonly tree: MergedRetainers;
  /** Whether the budget ended at the second level. Above that the tree is an excerpt anyway: of its counts each is a least one. */
  readonly isCut: boolean;
}

/** One group of owners. Plain data, and small, so that another thread can be told. */
export interface MergedRetainers {
  /** One of them. */
  readonly sample: NodeOrdinal;
  readonly count: number;
  /** Of all of them, in bytes. */
  readonly shallowSize: number;
  /** Whether all of them are functions of one name, or there is only one of them. */
  readonly isOneName: boolean;
  /** How they hold the group below; null for the group that was asked about. */
  readonly edge: ToldEdge | null;
  /** One of the edges that are called so; NO_EDGE for the group that was asked about. */
  readonly firstEdge: EdgeOrdinal;
  /** How many of the group below they hold. */
  readonly held: number;
  readonly retainers: readonly MergedRetainers[];
  /** Groups that the bounds left out. */
  readonly more: number;
}

/** Merges the retainers of a group. */
export function computeMergedRetainers(
  inputs: MergedRetainersInputs,
  group: NodeList,
  bounds: MergedRetainersBounds,
): MergedTree {
  const { graph, classes, index, retaining, closed, pool } = inputs;
  const isBookkeeping = (node: NodeOrdinal): boolean => inputs.rules.isBookkeeping(node);
  const owners = buildEdgeOwners(graph, pool);
  const edges = buildEdgeTexts(graph, owners);
  const words = (graph.nodeCount >>> 5) + 1;
  const below = pool.takeZeroed(words);
  const marks = pool.takeZeroed(words);
  const isLeftOut = (node: NodeOrdinal): boolean =>
    hasBit(below, node) || (closed !== null && hasBit(closed, node));
  // Much hangs on V8's bookkeeping, and on Blink's, that has nothing to do with each other.
  const isInternal = buildInternalTest(graph);
  const isPassedOver = (node: NodeOrdinal): boolean =>
    isInternal(node) &&
    graph.nodeKind[node] !== NodeKind.native &&
    !isBookkeeping(node) &&
    !isNodeNamed(graph, node, 'system / NativeContext');
  const walks = buildOwnerWalks({
    graph,
    classes,
    index,
    owners,
    edges,
    retaining,
    isPassedOver,
    isLeftOut,
    pool,
  });
  const budget: EdgeBudget = { left: Math.max(LEAST_BUDGET, graph.edgeCount >>> 3) };
  let isCut = false;

  const compare = buildGroupOrder(graph, isBookkeeping);
  /** @param most groups that are wanted */
  const collect = (nodes: NodeList, level: number, most: number): FirstGroups => {
    // What was asked about is always counted in full: no edge comes twice there.
    const bound = level === 0 ? null : budget;
    const { left } = budget;
    if (bound !== null && left < 0) {
      isCut ||= level === 1;
      return { groups: [], count: 0 };
    }
    const cost = GROUP_COST * Math.max(1, level / LEVELS_OF_ONE_COST);
    const affordable = bound === null ? most : Math.min(most, Math.ceil(left / cost));
    const found = bounds.isRaw
      ? findRawOwners({ graph, index, owners, retaining, isLeftOut }, nodes, affordable, compare, bound)
      : collectGroups(nodes, affordable, bound);
    if (bound !== null) bound.left -= cost * found.groups.length;
    isCut ||= level === 1 && budget.left < 0;
    return found;
  };
  const collectGroups = (nodes: NodeList, most: number, bound: EdgeBudget | null): FirstGroups => {
    const groups = buildOwnerGroups(classes, edges, marks);
    walks.collect(nodes, groups, bound);
    const all = groups.all();
    const first = buildFirstOf<OwnerGroup>(most, (a, b) => compare(a, b) || compareEdges(a, b));
    for (const group of all) if (first.isWanted(group)) first.keep(group);
    return { groups: first.list(), count: all.length };
  };

  const depth = Math.min(bounds.depth, MOST_DEPTH);
  const breadth = Math.min(bounds.breadth, MOST_BREADTH);
  const build = (
    nodes: NodeList,
    level: number,
    isFollowed: boolean,
  ): Pick<MergedRetainers, 'retainers' | 'more'> => {
    if (level === depth || !isFollowed) return { retainers: [], more: collect(nodes, level, 0).count };
    const isWhole = bounds.isRaw && level === 0 && nodes.length === 1;
    const most = isWhole ? Math.max(WHOLE, Math.min(bounds.breadth, MOST_OF_ONE)) : breadth;
    const mostFollowed = isWhole ? Math.max(WHOLE_FOLLOWED, breadth) : breadth;
    const { groups, count } = collect(nodes, level, most);
    if (groups.length === 0) return { retainers: [], more: count };
    for (let i = 0; i < nodes.length; i++) addBit(below, nodes[i]);
    const retainers = groups.map(({ edge, firstEdge, held, sample, list }, i): MergedRetainers => {
      const holders = list();
      const isEnd = !bounds.isRaw && isBookkeeping(sample);
      const above = isEnd ? { retainers: [], more: 0 } : build(holders, level + 1, i < mostFollowed);
      return { ...sumUp(inputs, holders), edge, firstEdge, held, ...above };
    });
    for (let i = 0; i < nodes.length; i++) removeBit(below, nodes[i]);
    return { retainers, more: count - retainers.length };
  };

  const tree = { ...sumUp(inputs, group), edge: null, firstEdge: NO_EDGE, held: 0, ...build(group, 0, true) };
  walks.release();
  for (const column of [owners, below, marks]) pool.give(column);
  return { tree, isCut };
}

/** What is told of a group besides how it holds. */
function sumUp(
  { graph: { nodeKind, nodeName }, shallowSize }: MergedRetainersInputs,
  nodes: NodeList,
): Pick<MergedRetainers, 'sample' | 'count' | 'shallowSize' | 'isOneName'> {
  const sample = nodes[0];
  let size = 0;
  let isOneName = true;
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i];
    size += shallowSize[node];
    isOneName &&= nodeKind[node] === NodeKind.closure && nodeName[node] === nodeName[sample];
  }
  return { sample, count: nodes.length, shallowSize: size, isOneName: isOneName || nodes.length === 1 };
}

/** One owner may hold in several ways. */
function compareEdges({ edge: a }: OwnerGroup, { edge: b }: OwnerGroup): number {
  return a.name === b.name ? (a.kind < b.kind ? -1 : 1) : a.name < b.name ? -1 : 1;
}

/** Those that hold most of the level below first, then the smallest groups, then by id; V8's bookkeeping last. */
function buildGroupOrder(
  graph: HeapGraph,
  isBookkeeping: (node: NodeOrdinal) => boolean,
): (a: OwnerGroup, b: OwnerGroup) => number {
  // Asked for only where groups hold as many: a list may be long.
  const leastIds = new WeakMap<NodeList, number>();
  const leastId = ({ list }: OwnerGroup): number => {
    const nodes = list();
    if (nodes.length === 1) return graph.nodeId[nodes[0]];
    let least = leastIds.get(nodes);
    if (least === undefined) {
      least = Infinity;
      for (let i = 0; i < nodes.length; i++) least = Math.min(least, graph.nodeId[nodes[i]]);
      leastIds.set(nodes, least);
    }
    return least;
  };
  const rankOf = ({ sample }: OwnerGroup): number => (isBookkeeping(sample) ? 1 : 0);
  return (a, b) =>
    rankOf(a) - rankOf(b) || b.held - a.held || a.list().length - b.list().length || leastId(a) - leastId(b);
}

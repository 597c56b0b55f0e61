// SPDX-License-Identifier: MIT
// Who holds some objects, each edge for itself: what an owner holds by edges of one kind and name is one group. A class
// may have millions of edges into it, so that only as many groups are kept as are wanted. O(edges log edges).

import { type BitSet, addBit, buildBitSet, hasBit, listBits } from '../core/bit-set.js';
import { type EdgeOrdinal, NO_EDGE, NO_NODE, type NodeOrdinal } from '../core/columns.js';
import { buildFirstOf } from '../core/first-of.js';
import type { NodeList } from '../core/node-list.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { edgeName } from '../heap/names.js';
import type { RetainerIndex } from '../heap/retainers.js';
import type { OwnerGroup } from './owner-groups.js';
import type { EdgeBudget } from './owner-walk.js';

/** Where edges are looked for. */
export interface RawOwnersInputs {
  readonly graph: HeapGraph;
  readonly index: RetainerIndex;
  /** Of each edge. */
  readonly owners: Uint32Array;
  /** Edges that count; null = all. */
  readonly retaining: BitSet | null;
  /** Nodes that are left out. */
  readonly isLeftOut: (node: NodeOrdinal) => boolean;
}

/** The groups that come first, in their order, and how many there are in all. */
export interface FirstGroups {
  readonly groups: readonly OwnerGroup[];
  readonly count: number;
}

/**
 * Finds the groups.
 * @param most groups that are wanted
 * @param compare their order
 * @param budget null = all edges
 */
export function findRawOwners(
  inputs: RawOwnersInputs,
  nodes: NodeList,
  most: number,
  compare: (a: OwnerGroup, b: OwnerGroup) => number,
  budget: EdgeBudget | null,
): FirstGroups {
  const { graph, owners } = inputs;
  // Those of one owner stand together.
  const edges = listEdges(inputs, nodes, budget);
  const first = buildFirstOf(most, compare);
  let count = 0;
  // Nearly all groups are one edge, and hardly any of millions are kept: one object stands for each in turn.
  const list: NodeOrdinal[] = [];
  const told = { kind: '', name: '' };
  const single = { edge: told, firstEdge: NO_EDGE, held: 1, sample: NO_NODE, list: () => list };
  for (let from = 0; from < edges.length;) {
    const owner = owners[edges[from]] as NodeOrdinal;
    let end = from + 1;
    while (end < edges.length && owners[edges[end]] === (owner as number)) end++;
    single.sample = list[0] = owner;
    if (areDifferent(graph, edges, from, end)) {
      count += end - from;
      for (; from < end && first.isWanted(single); from++)
        first.keep(buildGroup(graph, owner, edges[from] as EdgeOrdinal, 1));
    } else
      for (const { edge, targets } of groupEdges(graph, edges.subarray(from, end))) {
        const group = buildGroup(graph, owner, edge, targets.size);
        count++;
        if (first.isWanted(group)) first.keep(group);
      }
    from = end;
  }
  return { groups: first.list(), count };
}

/** Edges into the nodes, in the order of the file, as far as the budget reaches. */
function listEdges(inputs: RawOwnersInputs, nodes: NodeList, budget: EdgeBudget | null): Uint32Array {
  return budget === null ? listAllEdges(inputs, nodes) : listEdgesWithin(inputs, nodes, budget);
}

/** Of a class there may be millions of edges: bits put them in order without sorting, and take less than a list does. */
function listAllEdges(
  { graph, index: { firstIn, nextIn }, owners, retaining, isLeftOut }: RawOwnersInputs,
  nodes: NodeList,
): Uint32Array {
  const isListed = buildBitSet(graph.edgeCount);
  for (let i = 0; i < nodes.length; i++)
    for (let into = firstIn[nodes[i]] as EdgeOrdinal; into !== NO_EDGE; into = nextIn[into] as EdgeOrdinal) {
      if (retaining !== null && !hasBit(retaining, into)) continue;
      if (!isLeftOut(owners[into] as NodeOrdinal)) addBit(isListed, into);
    }
  return listBits(isListed);
}

function listEdgesWithin(
  { index: { firstIn, nextIn }, owners, retaining, isLeftOut }: RawOwnersInputs,
  nodes: NodeList,
  budget: EdgeBudget,
): Uint32Array {
  const edges: number[] = [];
  for (let i = 0; i < nodes.length; i++)
    for (let into = firstIn[nodes[i]] as EdgeOrdinal; into !== NO_EDGE; into = nextIn[into] as EdgeOrdinal) {
      if (retaining !== null && !hasBit(retaining, into)) continue;
      if (budget.left-- <= 0) break;
      if (!isLeftOut(owners[into] as NodeOrdinal)) edges.push(into);
    }
  return Uint32Array.from(edges).sort();
}

/** Owners with more edges than this are looked at with a table. */
const FEW = 16;

/** Equal for edges of one kind and name. */
function numberOf({ edgeName, edgeKind }: HeapGraph, edge: number): number {
  return edgeName[edge as EdgeOrdinal] * 16 + edgeKind[edge as EdgeOrdinal];
}

/** Whether each of an owner's edges is a group for itself, if that is easily seen. */
function areDifferent(graph: HeapGraph, edges: Uint32Array, from: number, end: number): boolean {
  let isAscending = true;
  for (let i = from + 1; i < end && isAscending; i++)
    isAscending = numberOf(graph, edges[i]) > numberOf(graph, edges[i - 1]);
  if (isAscending || end - from > FEW) return isAscending;
  for (let i = from; i < end; i++)
    for (let k = from; k < i; k++) if (numberOf(graph, edges[i]) === numberOf(graph, edges[k])) return false;
  return true;
}

interface EdgesAlike {
  readonly edge: EdgeOrdinal;
  readonly targets: Set<NodeOrdinal>;
}

/** @param edges of one owner */
function groupEdges(graph: HeapGraph, edges: Uint32Array): Iterable<EdgesAlike> {
  const alike = new Map<number, EdgesAlike>();
  for (const edge of edges as Iterable<number> as Iterable<EdgeOrdinal>) {
    const number = numberOf(graph, edge);
    let found = alike.get(number);
    if (found === undefined) alike.set(number, (found = { edge, targets: new Set() }));
    found.targets.add(graph.edgeTarget[edge]);
  }
  return alike.values();
}

function buildGroup(graph: HeapGraph, sample: NodeOrdinal, edge: EdgeOrdinal, held: number): OwnerGroup {
  const list = [sample];
  const told = { kind: graph.edgeKindNames[graph.edgeKind[edge]], name: edgeName(graph, edge) };
  return { edge: told, firstEdge: edge, held, sample, list: () => list };
}

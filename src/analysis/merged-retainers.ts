// SPDX-License-Identifier: MIT
// A group of objects -> the tree of who holds them, merged level by level: owners of one class that hold by edges
// of one name are one group.
//
//   Session x 10,000  <- sessions Map x 1 (holds 9,990)  <- module auth.js
//                     <- [] Array x 1     (holds 9)
//
// Tables, contexts and other internals are passed over, unless every edge is asked for. No object comes twice on
// the way from the group up. Bounded by depth, breadth, and EDGE_BUDGET edges in all.

import { type BitSet, hasBit } from '../core/bit-set.js';
import type { EdgeOrdinal, NodeOrdinal } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { type HeapGraph, findEdgeOwner } from '../heap/heap-graph.js';
import { edgeName } from '../heap/names.js';
import type { RetainerIndex } from '../heap/retainers.js';
import type { ClassIndex } from './classes.js';
import { isInternalNode } from './internal-nodes.js';
import { tellEdgeName } from './edge-names.js';

const EDGE_BUDGET = 4_000_000;
/** Internals in a row that are passed over. */
const MAX_PASSED = 8;

/** What is merged. */
export interface MergedRetainersInputs {
  readonly graph: HeapGraph;
  readonly classes: ClassIndex;
  readonly index: RetainerIndex;
  /** Edges that count; null = all, weak ones too. */
  readonly retaining: BitSet | null;
  /** Nodes that are left out. */
  readonly closed: BitSet | null;
}

/** How far it goes. */
export interface MergedRetainersBounds {
  readonly depth: number;
  readonly breadth: number;
  /** Every edge for itself, nothing merged or passed over, and all those into the group that was asked about. */
  readonly isRaw: boolean;
}

/** One group of owners. */
export interface MergedRetainers {
  readonly nodes: readonly NodeOrdinal[];
  /** How they hold the group below; null for the group that was asked about. */
  readonly edge: { readonly kind: string; readonly name: string } | null;
  /** How many of the group below they hold. */
  readonly held: number;
  readonly retainers: readonly MergedRetainers[];
  /** Groups that the bounds left out. */
  readonly more: number;
}

interface Group {
  edge: { readonly kind: string; readonly name: string };
  readonly owners: Set<NodeOrdinal>;
  readonly held: Set<NodeOrdinal>;
}

/** Merges the retainers of a group. */
export function computeMergedRetainers(
  inputs: MergedRetainersInputs,
  group: readonly NodeOrdinal[],
  bounds: MergedRetainersBounds,
): MergedRetainers {
  let budget = EDGE_BUDGET;
  const { graph, classes, index, retaining, closed } = inputs;
  const above = new Set<NodeOrdinal>();

  const collect = (nodes: readonly NodeOrdinal[]): Map<string, Group> => {
    const groups = new Map<string, Group>();
    const add = (held: NodeOrdinal, owner: NodeOrdinal, edge: Group['edge']): void => {
      const key = bounds.isRaw
        ? `${owner} ${edge.kind} ${edge.name}`
        : `${classes.classOf[owner]} ${edge.kind} ${edge.kind === 'element' ? '' : edge.name.replace(/\d+/g, '#')}`;
      let found = groups.get(key);
      if (found === undefined) groups.set(key, (found = { edge, owners: new Set(), held: new Set() }));
      // Several indexes are one group, without an index.
      else if (edge.kind === 'element' && edge.name !== found.edge.name && edge.name !== 'entry')
        found.edge = { kind: edge.kind, name: '' };
      found.owners.add(owner);
      found.held.add(held);
    };
    for (const node of nodes) {
      const open: { node: NodeOrdinal; edge: Group['edge'] | null; passed: number }[] = [
        { node, edge: null, passed: 0 },
      ];
      const seen = new Set<NodeOrdinal>();
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        for (let i = index.firstIn[next.node]; i < index.firstIn[next.node + 1] && budget > 0; i++) {
          const into = index.edgeIn[i] as EdgeOrdinal;
          if (retaining !== null && !hasBit(retaining, into)) continue;
          budget--;
          const owner = findEdgeOwner(graph, into);
          if (
            above.has(owner) ||
            (owner === node && !bounds.isRaw) ||
            (closed !== null && hasBit(closed, owner))
          )
            continue;
          if (bounds.isRaw) {
            add(node, owner, {
              kind: graph.edgeKindNames[graph.edgeKind[into]],
              name: edgeName(graph, into),
            });
            continue;
          }
          // What a backing store of properties or elements holds has an edge of its own from the object.
          if (next.edge !== null && isStore(graph, into)) continue;
          const edge = next.edge ?? tellEdge(graph, into, owner);
          const isPassed = isInternalNode(graph, owner) && next.passed < MAX_PASSED;
          if (!isPassed) add(node, owner, nameEdge(graph, into, edge));
          else if (!seen.has(owner)) {
            seen.add(owner);
            open.push({ node: owner, edge, passed: next.passed + 1 });
          }
        }
      }
    }
    return groups;
  };

  const build = (
    nodes: readonly NodeOrdinal[],
    depth: number,
  ): Pick<MergedRetainers, 'retainers' | 'more'> => {
    const groups = [...collect(nodes).values()].sort(compareGroups(graph));
    if (depth === 0) return { retainers: [], more: groups.length };
    for (const node of nodes) above.add(node);
    const breadth = bounds.isRaw && nodes === group ? Infinity : bounds.breadth;
    const retainers = groups.slice(0, breadth).map(({ edge, owners, held }): MergedRetainers => {
      const list = [...owners];
      return { nodes: list, edge, held: held.size, ...build(list, depth - 1) };
    });
    for (const node of nodes) above.delete(node);
    return { retainers, more: groups.length - retainers.length };
  };

  return { nodes: group, edge: null, held: 0, ...build(group, bounds.depth) };
}

function tellEdge(graph: HeapGraph, edge: EdgeOrdinal, owner: NodeOrdinal): Group['edge'] {
  const kind = graph.edgeKind[edge];
  if (kind === EdgeKind.internal && graph.nodeKind[owner] === NodeKind.array)
    return { kind: 'element', name: 'entry' };
  return { kind: graph.edgeKindNames[kind], name: tellEdgeName(edgeName(graph, edge)) };
}

function isStore(graph: HeapGraph, edge: EdgeOrdinal): boolean {
  if (graph.edgeKind[edge] !== EdgeKind.internal) return false;
  const name = edgeName(graph, edge);
  return name === 'properties' || name === 'elements';
}

/** Where internals were passed over, a name of the program's counts more than V8's. */
function nameEdge(graph: HeapGraph, last: EdgeOrdinal, told: Group['edge']): Group['edge'] {
  if (told.kind !== 'internal' && told.kind !== 'hidden') return told;
  const kind = graph.edgeKind[last];
  if (kind !== EdgeKind.property && kind !== EdgeKind.context) return told;
  return { kind: graph.edgeKindNames[kind], name: edgeName(graph, last) };
}

/** Those that hold most of the level below first, then the smallest groups, then by id. */
function compareGroups(graph: HeapGraph): (a: Group, b: Group) => number {
  const leastId = ({ owners }: Group): number => {
    let least = Infinity;
    for (const owner of owners) least = Math.min(least, graph.nodeId[owner]);
    return least;
  };
  return (a, b) => b.held.size - a.held.size || a.owners.size - b.owners.size || leastId(a) - leastId(b);
}

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
import type { ColumnPool } from '../core/column-pool.js';
import type { EdgeOrdinal, NodeOrdinal } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { findStrings } from '../format/string-table.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { edgeName } from '../heap/names.js';
import { type RetainerIndex, buildEdgeOwners } from '../heap/retainers.js';
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
  readonly pool: ColumnPool;
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
  const { firstIn, edgeIn } = index;
  const owners = buildEdgeOwners(graph, inputs.pool);
  const edges = buildEdgeTexts(graph);
  const above = new Set<NodeOrdinal>();

  const collect = (nodes: readonly NodeOrdinal[]): Group[] => {
    const groups = new Map<string, Group>();
    // By class and text of the edge: texts are put together once a group, not once an edge.
    const ofText = new Map<Group['edge'], Map<number, Group>>();
    const findGroup = (owner: NodeOrdinal, edge: Group['edge']): Group => {
      const number = classes.classOf[owner];
      const isElement = edge.kind === 'element';
      // Elements of any index are one group.
      const text = isElement ? ENTRY : edge;
      let ofClass = ofText.get(text);
      if (ofClass === undefined) ofText.set(text, (ofClass = new Map<number, Group>()));
      let found = ofClass.get(number);
      if (found === undefined) {
        const key = `${number} ${edge.kind} ${isElement ? '' : edge.name.replace(/\d+/g, '#')}`;
        found = groups.get(key);
        if (found === undefined) groups.set(key, (found = { edge, owners: new Set(), held: new Set() }));
        ofClass.set(number, found);
      }
      if (isElement && edge.name !== found.edge.name) found.edge = { kind: 'element', name: '' };
      return found;
    };
    const addRaw = (held: NodeOrdinal, owner: NodeOrdinal, edge: EdgeOrdinal): void => {
      const told = { kind: graph.edgeKindNames[graph.edgeKind[edge]], name: edgeName(graph, edge) };
      const key = `${owner} ${told.kind} ${told.name}`;
      const found = groups.get(key);
      if (found === undefined)
        groups.set(key, { edge: told, owners: new Set([owner]), held: new Set([held]) });
      else found.held.add(held);
    };
    const open: PassedOwner[] = [];
    const seen = new Set<NodeOrdinal>();
    for (const node of nodes) {
      seen.clear();
      let at: PassedOwner | undefined = { node, edge: null, passed: 0 };
      for (; at !== undefined; at = open.pop()) {
        for (let i = firstIn[at.node]; i < firstIn[at.node + 1] && budget > 0; i++) {
          const into = edgeIn[i] as EdgeOrdinal;
          if (retaining !== null && !hasBit(retaining, into)) continue;
          budget--;
          const owner = owners[into] as NodeOrdinal;
          if (above.has(owner) || (owner === node && !bounds.isRaw)) continue;
          if (closed !== null && hasBit(closed, owner)) continue;
          if (bounds.isRaw) {
            addRaw(node, owner, into);
            continue;
          }
          // What a backing store of properties or elements holds has an edge of its own from the object.
          if (at.edge !== null && edges.isStore(into)) continue;
          const edge = at.edge ?? edges.tell(into, owner);
          if (!isInternalNode(graph, owner) || at.passed >= MAX_PASSED) {
            const group = findGroup(owner, edges.name(into, edge));
            group.owners.add(owner);
            group.held.add(node);
          } else if (!seen.has(owner)) {
            seen.add(owner);
            open.push({ node: owner, edge, passed: at.passed + 1 });
          }
        }
      }
    }
    return [...groups.values()];
  };

  const build = (
    nodes: readonly NodeOrdinal[],
    depth: number,
  ): Pick<MergedRetainers, 'retainers' | 'more'> => {
    const groups = sortGroups(graph, collect(nodes));
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

  const merged = { nodes: group, edge: null, held: 0, ...build(group, bounds.depth) };
  inputs.pool.give(owners);
  return merged;
}

/** An internal node on the way to the next owner that a person knows. */
interface PassedOwner {
  readonly node: NodeOrdinal;
  readonly edge: Group['edge'] | null;
  readonly passed: number;
}

/** Texts of edges: the same text is the same object. */
interface EdgeTexts {
  /** How an edge is called. */
  tell(edge: EdgeOrdinal, owner: NodeOrdinal): Group['edge'];
  /** Where internals were passed over, a name of the program's counts more than V8's. */
  name(last: EdgeOrdinal, told: Group['edge']): Group['edge'];
  isStore(edge: EdgeOrdinal): boolean;
}

const ENTRY: Group['edge'] = { kind: 'element', name: 'entry' };

function buildEdgeTexts(graph: HeapGraph): EdgeTexts {
  const { edgeKind, edgeKindNames } = graph;
  const texts = new Map<number, Group['edge']>();
  const stores = new Set<number>(findStrings(graph.strings, ['properties', 'elements']));
  const tellAny = (edge: EdgeOrdinal): Group['edge'] => {
    const kind = edgeKind[edge];
    if (kind === EdgeKind.element) return { kind: 'element', name: String(graph.edgeName[edge]) };
    const key = graph.edgeName[edge] * 16 + kind;
    let text = texts.get(key);
    if (text === undefined) {
      text = { kind: edgeKindNames[kind], name: tellEdgeName(edgeName(graph, edge)) };
      texts.set(key, text);
    }
    return text;
  };
  return {
    tell: (edge, owner) =>
      edgeKind[edge] === EdgeKind.internal && graph.nodeKind[owner] === NodeKind.array
        ? ENTRY
        : tellAny(edge),
    name(last, told) {
      if (told.kind !== 'internal' && told.kind !== 'hidden') return told;
      const kind = edgeKind[last];
      return kind === EdgeKind.property || kind === EdgeKind.context ? tellAny(last) : told;
    },
    isStore: (edge) => edgeKind[edge] === EdgeKind.internal && stores.has(graph.edgeName[edge]),
  };
}

/** Those that hold most of the level below first, then the smallest groups, then by id. */
function sortGroups(graph: HeapGraph, groups: readonly Group[]): readonly Group[] {
  const leastId = ({ owners }: Group): number => {
    let least = Infinity;
    for (const owner of owners) least = Math.min(least, graph.nodeId[owner]);
    return least;
  };
  return groups
    .map((group) => ({ group, least: leastId(group) }))
    .sort(
      ({ group: a, least: one }, { group: b, least: other }) =>
        b.held.size - a.held.size || a.owners.size - b.owners.size || one - other,
    )
    .map(({ group }) => group);
}

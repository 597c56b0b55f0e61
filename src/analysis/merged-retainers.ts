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
import { type EdgeOrdinal, NO_EDGE, NO_NODE, type NodeOrdinal, type StringIndex } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { findStrings, stringText } from '../format/string-table.js';
import { findBlockVariable } from '../heap/block-variables.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { edgeName, isNodeNamed } from '../heap/names.js';
import { type RetainerIndex, buildEdgeOwners } from '../heap/retainers.js';
import type { ClassIndex } from './classes.js';
import type { DetourRules } from './detours.js';
import { buildInternalTest } from './internal-nodes.js';
import { type ToldEdge, tellEdgeName } from './edge-names.js';

/** Edges looked at above the first level: an eighth of the graph's, and at least so many. */
const LEAST_BUDGET = 200_000;
/** Internals in a row that are passed over. */
const MAX_PASSED = 8;

/** What is merged. */
export interface MergedRetainersInputs {
  readonly graph: HeapGraph;
  readonly classes: ClassIndex;
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
  /** Every edge for itself, nothing merged or passed over, and all those into the group that was asked about. */
  readonly isRaw: boolean;
}

/** The tree. */
export interface MergedTree {
  readonly tree: MergedRetainers;
  /** Whether the budget ended at the second level. Above that the tree is an excerpt anyway: of its counts each is a least one. */
  readonly isCut: boolean;
}

/** One group of owners. */
export interface MergedRetainers {
  readonly nodes: readonly NodeOrdinal[];
  /** How they hold the group below; null for the group that was asked about. */
  readonly edge: ToldEdge | null;
  /** How many of the group below they hold. */
  readonly held: number;
  readonly retainers: readonly MergedRetainers[];
  /** Groups that the bounds left out. */
  readonly more: number;
}

interface Group {
  edge: ToldEdge;
  /** May come twice until they are made distinct. */
  owners: NodeOrdinal[];
  held: number;
  /** The last of those held: objects come one after the other, so each is counted once. */
  lastHeld: NodeOrdinal;
}

/** Merges the retainers of a group. */
export function computeMergedRetainers(
  inputs: MergedRetainersInputs,
  group: readonly NodeOrdinal[],
  bounds: MergedRetainersBounds,
): MergedTree {
  let budget = Math.max(LEAST_BUDGET, inputs.graph.edgeCount >>> 3);
  let isCut = false;
  const { graph, index, retaining, closed, pool } = inputs;
  const isBookkeeping = (node: NodeOrdinal): boolean => inputs.rules.isBookkeeping(node);
  const { firstIn, nextIn } = index;
  const owners = buildEdgeOwners(graph, pool);
  const edges = buildEdgeTexts(graph, owners);
  const words = (graph.nodeCount >>> 5) + 1;
  const below = pool.takeZeroed(words);
  const marks = pool.takeZeroed(words);
  // Internals that were passed over for the node at hand: as bits, and as a list by which to take them out again.
  const isSeen = pool.takeZeroed(words);
  const seen: NodeOrdinal[] = [];
  // Much hangs on V8's bookkeeping, and on Blink's, that has nothing to do with each other.
  const isInternal = buildInternalTest(graph);
  const isPassedOver = (node: NodeOrdinal): boolean =>
    isInternal(node) &&
    graph.nodeKind[node] !== NodeKind.native &&
    !isBookkeeping(node) &&
    !isNodeNamed(graph, node, 'system / NativeContext');
  // Internal nodes on the way to the next owner that a person knows.
  const openNodes: NodeOrdinal[] = [];
  const openEdges: EdgeOrdinal[] = [];
  const openPassed: number[] = [];

  const collect = (nodes: readonly NodeOrdinal[], level: number): readonly Group[] => {
    const groups = buildGroups(inputs, edges);
    for (const node of nodes) {
      openNodes.push(node);
      openEdges.push(NO_EDGE);
      openPassed.push(0);
      for (let at = openNodes.pop(); at !== undefined; at = openNodes.pop()) {
        const told = openEdges.pop() ?? NO_EDGE;
        const passed = openPassed.pop() ?? 0;
        let into = firstIn[at] as EdgeOrdinal;
        for (; into !== NO_EDGE; into = nextIn[into] as EdgeOrdinal) {
          if (retaining !== null && !hasBit(retaining, into)) continue;
          // What was asked about is always counted in full: no edge comes twice there.
          if (level > 0 && budget-- <= 0) {
            isCut ||= level === 1;
            break;
          }
          const owner = owners[into] as NodeOrdinal;
          if (hasBit(below, owner) || (owner === node && !bounds.isRaw)) continue;
          if (closed !== null && hasBit(closed, owner)) continue;
          if (bounds.isRaw) {
            groups.addRaw(node, owner, into);
            continue;
          }
          // What a backing store of properties or elements holds has an edge of its own from the object.
          if (told !== NO_EDGE && edges.isStore(into)) continue;
          const edge = told === NO_EDGE ? into : told;
          if (passed >= MAX_PASSED || !isPassedOver(owner)) {
            groups.add(node, owner, edges.choose(into, edge));
          } else if (!hasBit(isSeen, owner)) {
            addBit(isSeen, owner);
            seen.push(owner);
            openNodes.push(owner);
            openEdges.push(edge);
            openPassed.push(passed + 1);
          }
        }
      }
      for (let other = seen.pop(); other !== undefined; other = seen.pop()) removeBit(isSeen, other);
    }
    const found = groups.all();
    for (const one of found) one.owners = makeDistinct(one.owners, marks);
    return found;
  };

  const build = (
    nodes: readonly NodeOrdinal[],
    level: number,
  ): Pick<MergedRetainers, 'retainers' | 'more'> => {
    const groups = sortGroups(graph, collect(nodes, level), isBookkeeping);
    if (level === bounds.depth) return { retainers: [], more: groups.length };
    for (const node of nodes) addBit(below, node);
    const breadth = bounds.isRaw && level === 0 ? Infinity : bounds.breadth;
    const retainers = groups.slice(0, breadth).map(({ edge, owners: holders, held }): MergedRetainers => {
      const isEnd = !bounds.isRaw && isBookkeeping(holders[0]);
      const above = isEnd ? { retainers: [], more: 0 } : build(holders, level + 1);
      return { nodes: holders, edge, held, ...above };
    });
    for (const node of nodes) removeBit(below, node);
    return { retainers, more: groups.length - retainers.length };
  };

  const tree = { nodes: group, edge: null, held: 0, ...build(group, 0) };
  for (const column of [owners, below, marks, isSeen]) pool.give(column);
  return { tree, isCut };
}

/** Leaves out what came before; `marks` is empty before and afterwards. */
function makeDistinct(nodes: readonly NodeOrdinal[], marks: BitSet): NodeOrdinal[] {
  const distinct = nodes.filter((node) => {
    if (hasBit(marks, node)) return false;
    addBit(marks, node);
    return true;
  });
  for (const node of distinct) removeBit(marks, node);
  return distinct;
}

/** The groups of one level. */
interface Groups {
  /** By the owner's class and the text of the edge. */
  add(held: NodeOrdinal, owner: NodeOrdinal, edge: EdgeOrdinal): void;
  /** Each edge for itself. */
  addRaw(held: NodeOrdinal, owner: NodeOrdinal, edge: EdgeOrdinal): void;
  all(): readonly Group[];
}

function buildGroups({ graph, classes }: MergedRetainersInputs, edges: EdgeTexts): Groups {
  const groups = new Map<string, Group>();
  // Texts are put together once a group, not once an edge.
  const ofNumber = new Map<number, Group>();
  let lastNumber = -1;
  let last: Group | null = null;
  const open = (key: string, edge: ToldEdge): Group => {
    let found = groups.get(key);
    if (found === undefined) groups.set(key, (found = { edge, owners: [], held: 0, lastHeld: NO_NODE }));
    return found;
  };
  const findGroup = (owner: NodeOrdinal, edge: EdgeOrdinal): Group => {
    const ofClass = classes.classOf[owner];
    const number = edges.numberOf(edge) * classes.classes.length + ofClass;
    if (last !== null && number === lastNumber) return last;
    let found = ofNumber.get(number);
    if (found === undefined) {
      const text = edges.tell(edge);
      // Elements of any index are one group.
      const name = text.kind === 'element' ? '' : text.name.replace(/\d+/g, '#');
      found = open(`${ofClass} ${text.kind} ${name}`, text);
      ofNumber.set(number, found);
    }
    lastNumber = number;
    last = found;
    return found;
  };
  const put = (group: Group, held: NodeOrdinal, owner: NodeOrdinal): void => {
    if (group.owners.at(-1) !== owner) group.owners.push(owner);
    if (group.lastHeld === held) return;
    group.lastHeld = held;
    group.held++;
  };
  return {
    add(held, owner, edge) {
      const group = findGroup(owner, edge);
      if (
        group.edge.kind === 'element' &&
        group.edge.name !== '' &&
        group.edge.name !== edges.tell(edge).name
      )
        group.edge = { kind: 'element', name: '' };
      put(group, held, owner);
    },
    addRaw(held, owner, edge) {
      const told = { kind: graph.edgeKindNames[graph.edgeKind[edge]], name: edgeName(graph, edge) };
      put(open(`${owner} ${told.kind} ${told.name}`, told), held, owner);
    },
    all: () => [...groups.values()],
  };
}

/** What edges are called. */
interface EdgeTexts {
  /** Equal for edges that are called the same; one number for all elements, and one for all reactions. */
  numberOf(edge: EdgeOrdinal): number;
  tell(edge: EdgeOrdinal): ToldEdge;
  /** Where internals were passed over, a name of the program's counts more than V8's. */
  choose(last: EdgeOrdinal, first: EdgeOrdinal): EdgeOrdinal;
  isStore(edge: EdgeOrdinal): boolean;
}

function buildEdgeTexts(graph: HeapGraph, owners: Uint32Array): EdgeTexts {
  const { edgeKind, edgeKindNames } = graph;
  const [properties, elements] = findStrings(graph.strings, ['properties', 'elements']) as readonly number[];
  const arrayWords = new Map(
    findStrings(graph.strings, [...ARRAY_WORDS.keys()]).map((name, i) => [
      name as number,
      [...ARRAY_WORDS.values()][i],
    ]),
  );
  /** The entries of a Map's or Set's table are internal edges of an array. */
  const isTableEntry = (edge: EdgeOrdinal): boolean =>
    edgeKind[edge] === EdgeKind.internal && graph.nodeKind[owners[edge] as NodeOrdinal] === NodeKind.array;
  /** What a promise does when it settles. */
  const isReaction = (edge: EdgeOrdinal): boolean =>
    edgeKind[edge] === EdgeKind.hidden &&
    isNodeNamed(graph, owners[edge] as NodeOrdinal, 'system / PromiseReaction');
  const variableOf = (edge: EdgeOrdinal): StringIndex | null =>
    findBlockVariable(graph, owners[edge] as NodeOrdinal, edge);
  return {
    numberOf(edge) {
      if (edgeKind[edge] === EdgeKind.element || isTableEntry(edge)) return 0;
      if (isReaction(edge)) return 1;
      const variable = variableOf(edge);
      return variable === null
        ? (graph.edgeName[edge] + 1) * 16 + edgeKind[edge]
        : (variable + 1) * 16 + EdgeKind.context;
    },
    tell(edge) {
      if (isTableEntry(edge)) return ENTRY;
      if (isReaction(edge)) return REACTION;
      const words = edgeKind[edge] === EdgeKind.internal ? arrayWords.get(graph.edgeName[edge]) : undefined;
      if (words !== undefined) return { kind: 'internal', name: words };
      const variable = variableOf(edge);
      if (variable !== null) return { kind: 'context', name: stringText(graph.strings, variable) };
      const name = edgeName(graph, edge);
      const kind = edgeKindNames[edgeKind[edge]];
      return { kind, name: edgeKind[edge] === EdgeKind.element ? name : tellEdgeName(name) };
    },
    choose(last, first) {
      const kind = edgeKind[first];
      if (edgeKind[last] === EdgeKind.internal && arrayWords.has(graph.edgeName[last]) && isTableEntry(first))
        return last;
      if ((kind !== EdgeKind.internal && kind !== EdgeKind.hidden) || isTableEntry(first)) return first;
      return edgeKind[last] === EdgeKind.property || edgeKind[last] === EdgeKind.context ? last : first;
    },
    isStore: (edge) =>
      edgeKind[edge] === EdgeKind.internal &&
      (graph.edgeName[edge] === properties || graph.edgeName[edge] === elements),
  };
}

/** Arrays that V8 keeps for functions -> what is in them. */
const ARRAY_WORDS: ReadonlyMap<string, string> = new Map([
  ['parameters_and_registers', 'local variable'],
  ['bindings', 'bound argument'],
]);
const REACTION: ToldEdge = { kind: 'internal', name: 'reaction' };
const ENTRY: ToldEdge = { kind: 'element', name: 'entry' };

/** Those that hold most of the level below first, then the smallest groups, then by id; V8's bookkeeping last. */
function sortGroups(
  graph: HeapGraph,
  groups: readonly Group[],
  isBookkeeping: (node: NodeOrdinal) => boolean,
): readonly Group[] {
  const leastId = ({ owners }: Group): number => {
    let least = Infinity;
    for (const owner of owners) least = Math.min(least, graph.nodeId[owner]);
    return least;
  };
  return groups
    .map((group) => ({ group, least: leastId(group), rank: isBookkeeping(group.owners[0]) ? 1 : 0 }))
    .sort(
      ({ group: a, ...one }, { group: b, ...other }) =>
        one.rank - other.rank ||
        b.held - a.held ||
        a.owners.length - b.owners.length ||
        one.least - other.least,
    )
    .map(({ group }) => group);
}

// SPDX-License-Identifier: MIT
// The owners of one level of a merged tree of retainers: those of one class that hold by edges of one name are one
// group. What many objects below have in common is kept once: a scope's variables are all held by the same functions.

import { type BitSet, addBit, hasBit, removeBit } from '../core/bit-set.js';
import { type EdgeOrdinal, NO_NODE, type NodeOrdinal } from '../core/columns.js';
import type { ClassIndex } from './classes.js';
import type { ToldEdge } from './edge-names.js';
import type { EdgeTexts } from './merged-edges.js';

/** Owners of one class that hold whatever is below an internal, by edges that are called the same. */
export interface AlikeOwners {
  /** The edge of one of them. */
  readonly edge: EdgeOrdinal;
  /** At least one, each once. */
  readonly owners: readonly NodeOrdinal[];
  /** Those of them that are on the level below themselves. */
  readonly below: ReadonlySet<NodeOrdinal>;
}

/** Owners that hold the level below in one way. */
export interface OwnerGroup {
  readonly edge: ToldEdge;
  /** How many of the level below they hold. */
  readonly held: number;
  /** One of those that were found first. */
  readonly sample: NodeOrdinal;
  /** In the order in which they were found. Listed when first asked for; groups may have one list in common. */
  readonly list: () => readonly NodeOrdinal[];
}

/** The groups of one level. Objects below come one after the other, so that each is counted once. */
export interface OwnerGroups {
  /** By the owner's class and the text of the edge. */
  add(held: NodeOrdinal, owner: NodeOrdinal, edge: EdgeOrdinal): void;
  /** The same for many owners. The object may be one of them: it does not hold itself, but others below. */
  addAlike(held: NodeOrdinal, alike: AlikeOwners, edge: EdgeOrdinal): void;
  all(): readonly OwnerGroup[];
}

const LATEST = 1021;

interface Group {
  edge: ToldEdge;
  held: number;
  lastHeld: NodeOrdinal;
  /** May come twice until they are made distinct. */
  readonly found: (NodeOrdinal | AlikeOwners)[];
  /** The one of them that must be left out, since it is the only one below that they hold; NO_NODE = none. */
  readonly exceptOf: Map<AlikeOwners, NodeOrdinal>;
}

/** @param marks empty before and after each call */
export function buildOwnerGroups(
  { classOf, classes }: ClassIndex,
  edges: EdgeTexts,
  marks: BitSet,
): OwnerGroups {
  const groups = new Map<string, Group>();
  // Texts are put together once a group, not once an edge.
  const ofNumber = new Map<number, Group>();
  // Most edges find their group among the latest: a map has to box numbers beyond 31 bits.
  const latestNumbers = new Float64Array(LATEST).fill(-1);
  const latest: (Group | undefined)[] = new Array<undefined>(LATEST).fill(undefined);
  const open = (key: string, edge: ToldEdge): Group => {
    let found = groups.get(key);
    if (found === undefined)
      groups.set(key, (found = { edge, held: 0, lastHeld: NO_NODE, found: [], exceptOf: new Map() }));
    return found;
  };
  const findGroup = (owner: NodeOrdinal, edge: EdgeOrdinal): Group => {
    const ofClass = classOf[owner];
    const number = edges.numberOf(edge) * classes.length + ofClass;
    const slot = number % LATEST;
    let group = latestNumbers[slot] === number ? latest[slot] : ofNumber.get(number);
    if (group === undefined) {
      const text = edges.tell(edge);
      // Elements of any index are one group.
      const name = text.kind === 'element' ? '' : text.name.replace(/\d+/g, '#');
      group = open(`${ofClass} ${text.kind} ${name}`, text);
      ofNumber.set(number, group);
    }
    latestNumbers[slot] = number;
    latest[slot] = group;
    if (group.edge.kind === 'element' && group.edge.name !== '' && group.edge.name !== edges.tell(edge).name)
      group.edge = { kind: 'element', name: '' };
    return group;
  };
  const count = (group: Group, held: NodeOrdinal): void => {
    if (group.lastHeld === held) return;
    group.lastHeld = held;
    group.held++;
  };
  const put = (group: Group, held: NodeOrdinal, owner: NodeOrdinal): void => {
    if (group.found.at(-1) !== owner) group.found.push(owner);
    count(group, held);
  };
  const listOwners = ({ found, exceptOf }: Group): readonly NodeOrdinal[] => {
    const [first] = found;
    if (found.length === 1 && typeof first === 'object' && exceptOf.get(first) === NO_NODE)
      return first.owners;
    const all: NodeOrdinal[] = [];
    const addNew = (owner: NodeOrdinal): void => {
      if (hasBit(marks, owner)) return;
      addBit(marks, owner);
      all.push(owner);
    };
    for (const one of found) {
      if (typeof one === 'number') addNew(one);
      else for (const owner of one.owners) if (owner !== exceptOf.get(one)) addNew(owner);
    }
    for (const owner of all) removeBit(marks, owner);
    return all;
  };
  return {
    add(held, owner, edge) {
      put(findGroup(owner, edge), held, owner);
    },
    addAlike(held, alike, edge) {
      const isOwner = alike.below.has(held);
      if (isOwner && alike.owners.length === 1) return;
      const group = findGroup(alike.owners[0], edge);
      const except = group.exceptOf.get(alike);
      if (except === undefined) {
        group.found.push(alike);
        group.exceptOf.set(alike, isOwner ? held : NO_NODE);
      } else if (except !== NO_NODE && except !== held) group.exceptOf.set(alike, NO_NODE);
      count(group, held);
    },
    all: () =>
      [...groups.values()].map((group) => {
        const [first] = group.found;
        let list: readonly NodeOrdinal[] | null = null;
        return {
          edge: group.edge,
          held: group.held,
          sample: typeof first === 'number' ? first : first.owners[0],
          list: () => (list ??= listOwners(group)),
        };
      }),
  };
}

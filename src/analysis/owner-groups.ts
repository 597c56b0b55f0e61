// SPDX-License-Identifier: MIT
// The owners of one level of a merged tree of retainers: those of one class that hold by edges of one name are one
// group. What many objects below have in common is kept once: a scope's variables are all held by the same functions.

import { type BitSet, addBit, hasBit, removeBit } from '../core/bit-set.js';
import { type EdgeOrdinal, NO_NODE, type NodeOrdinal } from '../core/columns.js';
import {
  type GrowingNodes,
  type NodeList,
  appendNew,
  appendNode,
  buildGrowingNodes,
  countDistinct,
  listDistinct,
  listNodes,
  unmark,
} from '../core/node-list.js';
import type { ClassIndex } from './classes.js';
import type { ToldEdge } from './edge-names.js';
import type { EdgeTexts } from './merged-edges.js';

/** Owners of one class that hold whatever is below an internal, by edges that are called the same. */
export interface AlikeOwners {
  /** The edge of one of them. */
  readonly edge: EdgeOrdinal;
  /** At least one, each once. */
  readonly owners: NodeList;
  /** Those of them that are on the level below themselves. */
  readonly below: ReadonlySet<NodeOrdinal>;
}

/** Owners that hold the level below in one way. */
export interface OwnerGroup {
  readonly edge: ToldEdge;
  /** The one that it was told of. */
  readonly firstEdge: EdgeOrdinal;
  /** How many of the level below they hold. */
  readonly held: number;
  /** One of those that were found first. */
  readonly sample: NodeOrdinal;
  /** Each once. Listed when first asked for; groups may have one list in common. */
  readonly list: () => NodeList;
}

/** The groups of one level. */
export interface OwnerGroups {
  /** By the owner's class and the text of the edge. */
  add(held: NodeOrdinal, owner: NodeOrdinal, edge: EdgeOrdinal): void;
  /** The same for many owners. The object may be one of them: it does not hold itself, but others below. */
  addAlike(held: NodeOrdinal, alike: AlikeOwners, edge: EdgeOrdinal): void;
  all(): readonly OwnerGroup[];
}

const LATEST_BITS = 10;
const LATEST_SHIFT = 32 - LATEST_BITS;
/** Odd numbers without a pattern in their bits. */
const HASH_TEXT = 0x9e3779b1;
const HASH_CLASS = 0x85ebca6b;

interface Group {
  edge: ToldEdge;
  readonly firstEdge: EdgeOrdinal;
  readonly sample: NodeOrdinal;
  /** May come twice until they are counted. */
  readonly helds: GrowingNodes;
  lastHeld: NodeOrdinal;
  /** May come twice until they are made distinct. */
  readonly owners: GrowingNodes;
  lastOwner: NodeOrdinal;
  /** The one owner that must be left out, since it is the only one below that they hold; NO_NODE = none. */
  exceptOf: Map<AlikeOwners, NodeOrdinal> | null;
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
  const latestTexts = new Uint32Array(1 << LATEST_BITS);
  const latestClasses = new Uint32Array(1 << LATEST_BITS);
  const latest: (Group | null)[] = new Array<null>(1 << LATEST_BITS).fill(null);
  const open = (key: string, edge: ToldEdge, firstEdge: EdgeOrdinal, sample: NodeOrdinal): Group => {
    let found = groups.get(key);
    if (found === undefined)
      groups.set(
        key,
        (found = {
          edge,
          firstEdge,
          sample,
          helds: buildGrowingNodes(),
          lastHeld: NO_NODE,
          owners: buildGrowingNodes(),
          lastOwner: NO_NODE,
          exceptOf: null,
        }),
      );
    return found;
  };
  const openFor = (owner: NodeOrdinal, textNumber: number, edge: EdgeOrdinal): Group => {
    const ofClass = classOf[owner];
    const number = textNumber * classes.length + ofClass;
    let group = ofNumber.get(number);
    if (group === undefined) {
      const text = edges.tell(edge);
      // Elements of any index are one group.
      const name = text.kind === 'element' ? '' : text.name.replace(/\d+/g, '#');
      group = open(`${ofClass} ${text.kind} ${name}`, text, edge, owner);
      ofNumber.set(number, group);
    }
    return group;
  };
  const findGroup = (owner: NodeOrdinal, edge: EdgeOrdinal): Group => {
    const ofClass = classOf[owner];
    const textNumber = edges.numberOf(edge);
    const slot = (Math.imul(textNumber, HASH_TEXT) + Math.imul(ofClass, HASH_CLASS)) >>> LATEST_SHIFT;
    let group = latestTexts[slot] === textNumber && latestClasses[slot] === ofClass ? latest[slot] : null;
    if (group === null) {
      group = latest[slot] = openFor(owner, textNumber, edge);
      latestTexts[slot] = textNumber;
      latestClasses[slot] = ofClass;
    }
    if (group.edge.kind === 'element' && group.edge.name !== '' && group.edge.name !== edges.tell(edge).name)
      group.edge = { kind: 'element', name: '' };
    return group;
  };
  const putHeld = (group: Group, held: NodeOrdinal): void => {
    if (group.lastHeld === held) return;
    group.lastHeld = held;
    appendNode(group.helds, held);
  };
  const listOwners = ({ owners, exceptOf }: Group): NodeList => {
    if (exceptOf === null) return listDistinct(listNodes(owners), marks);
    const [[first, except]] = exceptOf;
    if (owners.count === 0 && exceptOf.size === 1 && except === NO_NODE) return first.owners;
    const all = buildGrowingNodes();
    appendNew(all, listNodes(owners), marks);
    for (const [alike, out] of exceptOf) {
      // Marked, it counts as one that is there.
      const isOut = out !== NO_NODE && !hasBit(marks, out);
      if (isOut) addBit(marks, out);
      appendNew(all, alike.owners, marks);
      if (isOut) removeBit(marks, out);
    }
    const list = listNodes(all);
    unmark(list, marks);
    return list;
  };
  return {
    add(held, owner, edge) {
      const group = findGroup(owner, edge);
      if (group.lastOwner !== owner) {
        group.lastOwner = owner;
        appendNode(group.owners, owner);
      }
      putHeld(group, held);
    },
    addAlike(held, alike, edge) {
      const isOwner = alike.below.has(held);
      if (isOwner && alike.owners.length === 1) return;
      const group = findGroup(alike.owners[0], edge);
      const exceptOf = (group.exceptOf ??= new Map<AlikeOwners, NodeOrdinal>());
      const except = exceptOf.get(alike);
      if (except === undefined) exceptOf.set(alike, isOwner ? held : NO_NODE);
      else if (except !== NO_NODE && except !== held) exceptOf.set(alike, NO_NODE);
      putHeld(group, held);
    },
    all: () =>
      Array.from(groups.values(), (group) => {
        let list: NodeList | null = null;
        return {
          edge: group.edge,
          firstEdge: group.firstEdge,
          held: countDistinct(listNodes(group.helds), marks),
          sample: group.sample,
          list: () => (list ??= listOwners(group)),
        };
      }),
  };
}

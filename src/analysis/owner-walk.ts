// SPDX-License-Identifier: MIT
// From an object up to the owners that a person knows: tables, contexts and other internals are passed over.
//
//   cart <-cart- context <-context- 132,000 functions       so each of them holds cart by "cart"
//
// Every internal that holds an object is a walk of its own, so an owner above two of them is told both ways. What is
// above an internal with many edges into it is looked up once for all that it holds: all variables of a scope have the
// same functions above them.
//
// Few objects are looked at one after the other by the lists of edges into them. Where these are a good part of all
// edges, one pass over the graph finds them: owners and edges then lie in a row, and each internal is looked above once.

import { type BitSet, addBit, hasBit, removeBit } from '../core/bit-set.js';
import type { ColumnPool } from '../core/column-pool.js';
import { type EdgeOrdinal, NO_EDGE, NO_NODE, type NodeOrdinal } from '../core/columns.js';
import {
  type GrowingNodes,
  type NodeList,
  appendNode,
  buildGrowingNodes,
  listDistinct,
  listNodes,
} from '../core/node-list.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import type { RetainerIndex } from '../heap/retainers.js';
import type { ClassIndex } from './classes.js';
import type { EdgeTexts } from './merged-edges.js';
import type { AlikeOwners, OwnerGroups } from './owner-groups.js';

/** Internals in a row that are passed over. */
const MAX_PASSED = 8;
/** Edges into an internal from which on it is a walk of its own. */
const MANY = 64;

/** Where walks go. */
export interface OwnerWalkInputs {
  readonly graph: HeapGraph;
  readonly classes: ClassIndex;
  readonly index: RetainerIndex;
  /** Of each edge. */
  readonly owners: Uint32Array;
  readonly edges: EdgeTexts;
  /** Edges that count; null = all. */
  readonly retaining: BitSet | null;
  readonly isPassedOver: (node: NodeOrdinal) => boolean;
  /** Nodes that are left out. */
  readonly isLeftOut: (node: NodeOrdinal) => boolean;
  readonly pool: ColumnPool;
}

/** How many more edges may be looked at; below 0 if there were more. */
export interface EdgeBudget {
  left: number;
}

/** Walks up from the nodes of one graph. */
export interface OwnerWalks {
  /** Tells the groups who holds the nodes. @param budget null = all edges */
  collect(nodes: NodeList, groups: OwnerGroups, budget: EdgeBudget | null): void;
  /** Gives the columns back to the pool. */
  release(): void;
}

type Standing = 'out' | 'owner' | 'internal' | 'internal of its own';

/** Prepares for walks. */
export function buildOwnerWalks(inputs: OwnerWalkInputs): OwnerWalks {
  const { graph, index, owners, retaining, isPassedOver, isLeftOut, pool } = inputs;
  const { edgeTarget, edgeCount, nodeCount } = graph;
  const { firstIn, nextIn } = index;
  const isBelow = pool.takeZeroed((nodeCount >>> 5) + 1);
  const above = buildAbove(inputs, isBelow);

  const collectByObject = (nodes: NodeList, groups: OwnerGroups, budget: EdgeBudget | null): void => {
    for (let i = 0; i < nodes.length; i++) {
      const held = nodes[i];
      let internal = NO_NODE;
      for (let into = firstIn[held] as EdgeOrdinal; into !== NO_EDGE; into = nextIn[into] as EdgeOrdinal) {
        if (retaining !== null && !hasBit(retaining, into)) continue;
        if (budget !== null && budget.left-- <= 0) return;
        const owner = owners[into] as NodeOrdinal;
        if (owner === held || isLeftOut(owner)) continue;
        if (!isPassedOver(owner)) {
          groups.add(held, owner, into);
          continue;
        }
        // Edges of one owner are neighbours.
        if (owner !== internal) above.look(owner, held, budget);
        internal = owner;
        above.tell(groups, held, into);
      }
    }
  };
  /** The first edge from one on that leads to the level below; edgeCount = there is none. */
  const nextInto = (from: number): number => {
    let edge = from;
    for (; edge < edgeCount; edge++) {
      const held = edgeTarget[edge as EdgeOrdinal];
      if ((isBelow[held >>> 5] & (1 << (held & 31))) === 0) continue;
      if (retaining === null || (retaining[edge >>> 5] & (1 << (edge & 31))) !== 0) break;
    }
    return edge;
  };
  const collectByOwner = (groups: OwnerGroups, budget: EdgeBudget | null): void => {
    let owner = NO_NODE;
    let is: Standing = 'out';
    for (let at = nextInto(0); at < edgeCount; at = nextInto(at + 1)) {
      if (budget !== null && budget.left-- <= 0) return;
      const edge = at as EdgeOrdinal;
      const held = edgeTarget[edge];
      if (owners[edge] !== (owner as number)) {
        owner = owners[edge] as NodeOrdinal;
        if (isLeftOut(owner)) is = 'out';
        else if (!isPassedOver(owner)) is = 'owner';
        else is = above.look(owner, NO_NODE, budget) ? 'internal' : 'internal of its own';
      }
      if (is === 'out' || held === owner) continue;
      if (is === 'owner') {
        groups.add(held, owner, edge);
        continue;
      }
      if (is === 'internal of its own') above.look(owner, held, budget);
      above.tell(groups, held, edge);
      if (budget !== null) budget.left -= above.count();
    }
  };
  /** Whether more than a small part of all edges leads to them. */
  const areHeldByMany = (nodes: NodeList): boolean => {
    const most = graph.edgeCount >>> 7;
    let count = 0;
    if (nodes.length > most) return true;
    for (let i = 0; i < nodes.length; i++)
      for (let into = firstIn[nodes[i]] as EdgeOrdinal; into !== NO_EDGE; into = nextIn[into] as EdgeOrdinal)
        if (++count > most) return true;
    return false;
  };

  return {
    collect(nodes, groups, budget) {
      for (let i = 0; i < nodes.length; i++) addBit(isBelow, nodes[i]);
      if (areHeldByMany(nodes)) collectByOwner(groups, budget);
      else collectByObject(nodes, groups, budget);
      above.forget();
      for (let i = 0; i < nodes.length; i++) removeBit(isBelow, nodes[i]);
    },
    release() {
      pool.give(isBelow);
      above.release();
    },
  };
}

/** What is above internals: the latest one that was looked at, and all that have many edges into them. */
interface Above {
  /**
   * @param held what the internal holds, above which nothing is looked for; NO_NODE = all that it holds
   * @returns whether that is the same for all that it holds: none of them is above it
   */
  look(internal: NodeOrdinal, held: NodeOrdinal, budget: EdgeBudget | null): boolean;
  /** How much was seen. */
  count(): number;
  /** Tells what was seen. @param first the internal's edge into the object */
  tell(groups: OwnerGroups, held: NodeOrdinal, first: EdgeOrdinal): void;
  /** To be called between levels. */
  forget(): void;
  release(): void;
}

function buildAbove(inputs: OwnerWalkInputs, isBelow: BitSet): Above {
  const { graph, classes, index, edges, pool } = inputs;
  const { firstIn, nextIn } = index;
  const words = (graph.nodeCount >>> 5) + 1;
  const isFew = pool.takeZeroed(words);
  const marks = pool.takeZeroed(words);
  const ofFew = buildWalk(inputs);
  const ofMany = buildWalk(inputs);
  const aboveOf = new Map<NodeOrdinal, readonly AlikeOwners[]>();
  // As many entries as are counted: arrays that are cut lose their memory.
  const owners: NodeOrdinal[] = [];
  const lasts: EdgeOrdinal[] = [];
  const alikes: AlikeOwners[] = [];
  let ownerCount = 0;
  let alikeCount = 0;
  let isThroughBelow = false;

  const hasMany = (node: NodeOrdinal): boolean => {
    if (hasBit(isFew, node)) return false;
    let count = 0;
    for (let into = firstIn[node]; into !== NO_EDGE; into = nextIn[into]) if (++count === MANY) return true;
    addBit(isFew, node);
    return false;
  };
  const findAbove = (internal: NodeOrdinal, budget: EdgeBudget | null): readonly AlikeOwners[] => {
    const found = new Map<number, { readonly edge: EdgeOrdinal; readonly owners: GrowingNodes }>();
    ofMany.walk(internal, NO_NODE, budget, {
      addOwner(owner, edge) {
        const number = edges.mayBeChosen(edge) ? edges.numberOf(edge) + 1 : 0;
        const key = number * classes.classes.length + classes.classOf[owner];
        let alike = found.get(key);
        if (alike === undefined) found.set(key, (alike = { edge, owners: buildGrowingNodes() }));
        appendNode(alike.owners, owner);
      },
      takesInternal: () => false,
    });
    return Array.from(found.values(), ({ edge, owners: all }) => {
      const distinct = listDistinct(listNodes(all), marks);
      const below = new Set<NodeOrdinal>();
      for (let i = 0; i < distinct.length; i++) if (hasBit(isBelow, distinct[i])) below.add(distinct[i]);
      return { edge, owners: distinct, below };
    });
  };
  const takeMany = (internal: NodeOrdinal, budget: EdgeBudget | null): boolean => {
    if (!hasMany(internal)) return false;
    let found = aboveOf.get(internal);
    if (found === undefined) aboveOf.set(internal, (found = findAbove(internal, budget)));
    else if (budget !== null) budget.left -= found.length;
    for (const alike of found) alikes[alikeCount++] = alike;
    return true;
  };
  const visitor: WalkVisitor = {
    addOwner(owner, last) {
      owners[ownerCount] = owner;
      lasts[ownerCount++] = last;
    },
    takesInternal(internal, budget) {
      isThroughBelow ||= hasBit(isBelow, internal);
      return takeMany(internal, budget);
    },
  };

  return {
    look(internal, held, budget) {
      ownerCount = alikeCount = 0;
      isThroughBelow = false;
      if (!takeMany(internal, budget)) ofFew.walk(internal, held, budget, visitor);
      return !isThroughBelow;
    },
    count: () => ownerCount + alikeCount,
    tell(groups, held, first) {
      for (let i = 0; i < ownerCount; i++)
        if (owners[i] !== held) groups.add(held, owners[i], edges.choose(lasts[i], first));
      for (let i = 0; i < alikeCount; i++)
        groups.addAlike(held, alikes[i], edges.choose(alikes[i].edge, first));
    },
    forget() {
      aboveOf.clear();
    },
    release() {
      for (const bits of [isFew, marks]) pool.give(bits);
      ofFew.release();
      ofMany.release();
    },
  };
}

interface WalkVisitor {
  /** @param last the owner's edge */
  addOwner(owner: NodeOrdinal, last: EdgeOrdinal): void;
  /** Whether the visitor looks above an internal itself. */
  takesInternal(internal: NodeOrdinal, budget: EdgeBudget | null): boolean;
}

interface Walk {
  /** @param internal where it begins @param held above which nothing is looked for; NO_NODE = none */
  walk(internal: NodeOrdinal, held: NodeOrdinal, budget: EdgeBudget | null, visitor: WalkVisitor): void;
  release(): void;
}

function buildWalk({
  graph,
  index: { firstIn, nextIn },
  owners,
  edges,
  retaining,
  isPassedOver,
  isLeftOut,
  pool,
}: OwnerWalkInputs): Walk {
  // Internals that were passed over: as bits, and as a list by which to take them out again.
  const isSeen = pool.takeZeroed((graph.nodeCount >>> 5) + 1);
  const seen: NodeOrdinal[] = [];
  const openNodes: NodeOrdinal[] = [];
  const openPassed: number[] = [];
  return {
    walk(internal, held, budget, visitor) {
      addBit(isSeen, internal);
      seen.push(internal);
      openNodes.push(internal);
      openPassed.push(1);
      for (let at = openNodes.pop(); at !== undefined; at = openNodes.pop()) {
        const passed = openPassed.pop() ?? 0;
        for (let into = firstIn[at] as EdgeOrdinal; into !== NO_EDGE; into = nextIn[into] as EdgeOrdinal) {
          if (retaining !== null && !hasBit(retaining, into)) continue;
          if (budget !== null && budget.left-- <= 0) break;
          const owner = owners[into] as NodeOrdinal;
          if (owner === held || isLeftOut(owner)) continue;
          // What a backing store of properties or elements holds has an edge of its own from the object.
          if (edges.isStore(into)) continue;
          if (!isPassedOver(owner)) visitor.addOwner(owner, into);
          else if (!hasBit(isSeen, owner)) {
            if (passed >= MAX_PASSED) {
              visitor.addOwner(owner, into);
              continue;
            }
            addBit(isSeen, owner);
            seen.push(owner);
            if (visitor.takesInternal(owner, budget)) continue;
            openNodes.push(owner);
            openPassed.push(passed + 1);
          }
        }
      }
      for (let node = seen.pop(); node !== undefined; node = seen.pop()) removeBit(isSeen, node);
    },
    release() {
      pool.give(isSeen);
    },
  };
}

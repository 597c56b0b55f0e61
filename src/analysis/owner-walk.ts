// SPDX-License-Identifier: MIT
// From an object up to the owners that a person knows: tables, contexts and other internals are passed over.
//
//   cart <-cart- context <-context- 132,000 functions       so each of them holds cart by "cart"
//
// What is above an internal with many edges into it is looked up once for all that it holds: all variables of a scope
// have the same functions above them. Such an internal is a walk of its own, so an owner above it that holds the object
// in another way too is told both ways.

import { type BitSet, addBit, hasBit, removeBit } from '../core/bit-set.js';
import type { ColumnPool } from '../core/column-pool.js';
import { type EdgeOrdinal, NO_EDGE, NO_NODE, type NodeOrdinal } from '../core/columns.js';
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
  /** Tells the groups who holds the nodes, one after the other. @param budget null = all edges */
  collect(nodes: readonly NodeOrdinal[], groups: OwnerGroups, budget: EdgeBudget | null): void;
  /** Gives the columns back to the pool. */
  release(): void;
}

/** Prepares for walks. */
export function buildOwnerWalks(inputs: OwnerWalkInputs): OwnerWalks {
  const { graph, classes, index, edges, pool } = inputs;
  const { firstIn, nextIn } = index;
  const words = (graph.nodeCount >>> 5) + 1;
  const isFew = pool.takeZeroed(words);
  const isBelow = pool.takeZeroed(words);
  const marks = pool.takeZeroed(words);
  const fromObject = buildWalk(inputs);
  const fromInternal = buildWalk(inputs);

  const hasMany = (node: NodeOrdinal): boolean => {
    if (hasBit(isFew, node)) return false;
    let count = 0;
    for (let into = firstIn[node]; into !== NO_EDGE; into = nextIn[into]) if (++count === MANY) return true;
    addBit(isFew, node);
    return false;
  };

  const findAbove = (internal: NodeOrdinal, budget: EdgeBudget | null): readonly AlikeOwners[] => {
    const found = new Map<number, { readonly edge: EdgeOrdinal; readonly owners: NodeOrdinal[] }>();
    fromInternal.walk(internal, firstIn[internal] as EdgeOrdinal, budget, {
      addOwner(owner, edge) {
        const number = edges.mayBeChosen(edge) ? edges.numberOf(edge) + 1 : 0;
        const key = number * classes.classes.length + classes.classOf[owner];
        let alike = found.get(key);
        if (alike === undefined) found.set(key, (alike = { edge, owners: [] }));
        alike.owners.push(owner);
      },
      takesInternal: () => false,
    });
    return Array.from(found.values(), ({ edge, owners }) => {
      const distinct = makeDistinct(owners, marks);
      return { edge, owners: distinct, below: new Set(distinct.filter((owner) => hasBit(isBelow, owner))) };
    });
  };

  return {
    collect(nodes, groups, budget) {
      const aboveOf = new Map<NodeOrdinal, readonly AlikeOwners[]>();
      let held = NO_NODE;
      const visitor: WalkVisitor = {
        addOwner(owner, last, first) {
          groups.add(held, owner, edges.choose(last, first));
        },
        takesInternal(internal, first) {
          if (!hasMany(internal)) return false;
          let above = aboveOf.get(internal);
          if (above === undefined) aboveOf.set(internal, (above = findAbove(internal, budget)));
          else if (budget !== null) budget.left -= above.length;
          for (const alike of above) groups.addAlike(held, alike, edges.choose(alike.edge, first));
          return true;
        },
      };
      for (const node of nodes) addBit(isBelow, node);
      for (held of nodes) fromObject.walk(held, NO_EDGE, budget, visitor);
      for (const node of nodes) removeBit(isBelow, node);
    },
    release() {
      for (const bits of [isFew, isBelow, marks]) pool.give(bits);
      fromObject.release();
      fromInternal.release();
    },
  };
}

/** Leaves out what came before; `marks` is empty before and afterwards. */
function makeDistinct(nodes: readonly NodeOrdinal[], marks: BitSet): readonly NodeOrdinal[] {
  const distinct = nodes.filter((node) => {
    const isNew = !hasBit(marks, node);
    addBit(marks, node);
    return isNew;
  });
  for (const node of distinct) removeBit(marks, node);
  return distinct;
}

interface WalkVisitor {
  /** @param last the owner's edge @param first the edge into the start, or into the internal where the walk began */
  addOwner(owner: NodeOrdinal, last: EdgeOrdinal, first: EdgeOrdinal): void;
  /** Whether the visitor looks above an internal itself. */
  takesInternal(internal: NodeOrdinal, first: EdgeOrdinal): boolean;
}

interface Walk {
  /** @param into the edge by which the start was reached; NO_EDGE = nothing is below it */
  walk(start: NodeOrdinal, into: EdgeOrdinal, budget: EdgeBudget | null, visitor: WalkVisitor): void;
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
  const openEdges: EdgeOrdinal[] = [];
  const openPassed: number[] = [];
  return {
    walk(start, below, budget, visitor) {
      openNodes.push(start);
      openEdges.push(below);
      openPassed.push(0);
      for (let at = openNodes.pop(); at !== undefined; at = openNodes.pop()) {
        const told = openEdges.pop() ?? NO_EDGE;
        const passed = openPassed.pop() ?? 0;
        for (let into = firstIn[at] as EdgeOrdinal; into !== NO_EDGE; into = nextIn[into] as EdgeOrdinal) {
          if (retaining !== null && !hasBit(retaining, into)) continue;
          if (budget !== null && budget.left-- <= 0) break;
          const owner = owners[into] as NodeOrdinal;
          if (owner === start || isLeftOut(owner)) continue;
          // What a backing store of properties or elements holds has an edge of its own from the object.
          if (told !== NO_EDGE && edges.isStore(into)) continue;
          const first = told === NO_EDGE ? into : told;
          if (passed >= MAX_PASSED || !isPassedOver(owner)) visitor.addOwner(owner, into, first);
          else if (!hasBit(isSeen, owner)) {
            addBit(isSeen, owner);
            seen.push(owner);
            if (visitor.takesInternal(owner, first)) continue;
            openNodes.push(owner);
            openEdges.push(first);
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

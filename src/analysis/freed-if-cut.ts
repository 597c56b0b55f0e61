// SPDX-License-Identifier: MIT
// What an edge alone keeps: the retained size of its target if every other retaining edge into the target comes
// from inside what the target dominates, else 0. What no root reaches is not kept by any edge.
//
//   a --> b --> c --> b       cutting a->b frees b and c: the other edge into b comes from c, which b dominates
//   a --> d <-- b             cutting a->d frees nothing, b holds d as well
//
// O(nodes) to prepare; O(edges into the target) each, with the way up the dominator tree, and remembered by target. Where
// these ways are long (linked lists), intervals of the tree are made instead.

import { type BitSet, hasBit } from '../core/bit-set.js';
import type { ColumnPool } from '../core/column-pool.js';
import { type EdgeOrdinal, NO_EDGE, type NodeOrdinal } from '../core/columns.js';
import { type HeapGraph, findEdgeOwner } from '../heap/heap-graph.js';
import type { RetainerIndex } from '../heap/retainers.js';
import type { DominatorTree } from './dominators.js';

/** What it is computed from. */
export interface FreedInputs {
  readonly graph: HeapGraph;
  readonly retaining: BitSet;
  readonly tree: DominatorTree;
  readonly retainedSize: Float64Array;
  readonly index: RetainerIndex;
  readonly pool: ColumnPool;
  /** Steps up the tree that are walked before its intervals are made. */
  readonly mostSteps?: number | undefined;
}

/** Answers for single edges, in bytes. Give it back with `close`: its columns come from the pool. */
export interface FreedIfCut {
  bytesOf(edge: EdgeOrdinal): number;
  close(): void;
}

const NONE = -1;
const SEVERAL = -2;
const MOST_STEPS = 1_000_000;

/** Prepares. */
export function buildFreedIfCut(inputs: FreedInputs): FreedIfCut {
  const { graph, retaining, tree, retainedSize, pool } = inputs;
  const { firstIn, nextIn } = inputs.index;
  const { count, reached, nodeOf, idom } = tree;
  const numberOf = pool.take(graph.nodeCount);
  for (let i = count; i >= 1; i--) numberOf[nodeOf[i]] = i;
  let left = inputs.mostSteps ?? MOST_STEPS;
  let intervals: TreeIntervals | null = null;
  const isDominated = (node: NodeOrdinal, above: NodeOrdinal): boolean => {
    const number = numberOf[above];
    // A dominator's number is lower than those of what it dominates.
    let at = numberOf[node];
    for (; at > number && left > 0; left--) at = idom[at];
    if (at <= number) return at === number;
    const { firstOf, sizeOf } = (intervals ??= computeIntervals(tree, pool));
    return firstOf[at] >= firstOf[number] && firstOf[at] < firstOf[number] + sizeOf[number];
  };
  const onlyWays = new Map<NodeOrdinal, number>();
  const findOnlyWay = (target: NodeOrdinal): number => {
    let way = NONE;
    let edge = firstIn[target] as EdgeOrdinal;
    for (; edge !== NO_EDGE && way !== SEVERAL; edge = nextIn[edge] as EdgeOrdinal) {
      if (!hasBit(retaining, edge) || isDominated(findEdgeOwner(graph, edge), target)) continue;
      way = way === NONE ? edge : SEVERAL;
    }
    return way;
  };
  return {
    bytesOf(edge) {
      const target = graph.edgeTarget[edge];
      let way = onlyWays.get(target);
      if (way === undefined) onlyWays.set(target, (way = findOnlyWay(target)));
      return way === edge && numberOf[target] <= reached ? retainedSize[target] : 0;
    },
    close() {
      pool.give(numberOf);
      for (const column of Object.values(intervals ?? {}) as Uint32Array[]) pool.give(column);
    },
  };
}

/** By number: what a node dominates is [firstOf, firstOf + sizeOf). */
interface TreeIntervals {
  readonly firstOf: Uint32Array;
  readonly sizeOf: Uint32Array;
}

function computeIntervals({ count, idom }: DominatorTree, pool: ColumnPool): TreeIntervals {
  const sizeOf = pool.takeZeroed(count + 1);
  const firstOf = pool.take(count + 1);
  const nextOf = pool.take(count + 1);
  for (let i = count; i >= 1; i--) {
    sizeOf[i]++;
    if (i > 1) sizeOf[idom[i]] += sizeOf[i];
  }
  firstOf[1] = 0;
  nextOf[1] = 1;
  for (let i = 2; i <= count; i++) {
    firstOf[i] = nextOf[idom[i]];
    nextOf[idom[i]] += sizeOf[i];
    nextOf[i] = firstOf[i] + 1;
  }
  pool.give(nextOf);
  return { firstOf, sizeOf };
}

// SPDX-License-Identifier: MIT
// What an edge alone keeps: the retained size of its target if every other retaining edge into the target comes
// from inside what the target dominates, else 0. What no root reaches is not kept by any edge.
//
//   a --> b --> c --> b       cutting a->b frees b and c: the other edge into b comes from c, which b dominates
//   a --> d <-- b             cutting a->d frees nothing, b holds d as well
//
// O(nodes) to prepare, O(edges into the target) each, remembered by target.

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
}

/** Answers for single edges, in bytes. Give it back with `close`: its columns come from the pool. */
export interface FreedIfCut {
  bytesOf(edge: EdgeOrdinal): number;
  close(): void;
}

const NONE = -1;
const SEVERAL = -2;

/** Prepares. */
export function buildFreedIfCut(inputs: FreedInputs): FreedIfCut {
  const { graph, retaining, tree, retainedSize, pool } = inputs;
  const { firstIn, nextIn } = inputs.index;
  const { count, reached, nodeOf, idom } = tree;
  // Intervals of the dominator tree: what a node dominates is [first, first + size).
  const sizeOf = pool.takeZeroed(count + 1);
  const firstOf = pool.take(count + 1);
  const nextOf = pool.take(count + 1);
  const numberOf = pool.take(graph.nodeCount);
  for (let i = count; i >= 1; i--) {
    numberOf[nodeOf[i]] = i;
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
  const isDominated = (node: NodeOrdinal, above: NodeOrdinal): boolean => {
    const [n, a] = [numberOf[node], numberOf[above]];
    return firstOf[n] >= firstOf[a] && firstOf[n] < firstOf[a] + sizeOf[a];
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
      for (const column of [sizeOf, firstOf, nextOf, numberOf]) pool.give(column);
    },
  };
}

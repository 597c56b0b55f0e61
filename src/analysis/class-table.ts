// SPDX-License-Identifier: MIT
// Count, shallow size, retained size and least distance of each class. Nodes whose shallow size is 0 (their
// bytes are their owner's) are left out of counts, as DevTools does.
// A class's retained size counts each byte once: an instance that another instance of its class dominates
// adds nothing. O(nodes).
// Source: DevTools HeapSnapshot.ts, buildAggregates and calculateClassesRetainedSize.

import type { ColumnPool } from '../core/column-pool.js';
import type { NodeColumn, NodeOrdinal } from '../core/columns.js';
import type { ClassIndex } from './classes.js';
import type { DominatorTree } from './dominators.js';

/** Sums by class number. */
export interface ClassTable {
  readonly counts: Float64Array;
  readonly shallowSizes: Float64Array;
  readonly retainedSizes: Float64Array;
  /** Least distance of an instance, in the terms of `computeDistances`. */
  readonly distances: Float64Array;
}

/** What the table sums up. */
export interface ClassTableInputs {
  readonly index: ClassIndex;
  readonly shallowSize: NodeColumn;
  readonly distance: NodeColumn;
  readonly tree: DominatorTree;
  readonly retainedSize: Float64Array;
}

/** Builds the table. */
export function computeClassTable(inputs: ClassTableInputs, pool: ColumnPool): ClassTable {
  const { index, shallowSize, distance, tree } = inputs;
  const classCount = index.classes.length;
  const counts = new Float64Array(classCount);
  const shallowSizes = new Float64Array(classCount);
  const distances = new Float64Array(classCount).fill(Infinity);
  const { classOf } = index;
  for (let node = 0 as NodeOrdinal; node < tree.count; node++) {
    const size = shallowSize[node];
    if (size === 0) continue;
    const number = classOf[node];
    counts[number]++;
    shallowSizes[number] += size;
    if (distance[node] < distances[number]) distances[number] = distance[node];
  }
  return { counts, shallowSizes, distances, retainedSizes: computeClassRetainedSizes(inputs, pool) };
}

/**
 * Walks the dominator tree with one counter a class: how many instances are above. Depth-first numbers put a
 * dominator before what it dominates but not in tree order, so the children are listed first.
 */
function computeClassRetainedSizes(inputs: ClassTableInputs, pool: ColumnPool): Float64Array {
  const { index, shallowSize, retainedSize, tree } = inputs;
  const { count, nodeOf, idom } = tree;
  const { classOf } = index;
  const sums = new Float64Array(index.classes.length);
  const isAbove = new Uint8Array(index.classes.length);
  // Children of i as a linked list: firstChild[i], nextSibling[child]; 0 ends it.
  const firstChild = pool.takeZeroed(count + 1);
  const nextSibling = pool.take(count + 1);
  for (let i = count; i > 1; i--) {
    nextSibling[i] = firstChild[idom[i]];
    firstChild[idom[i]] = i;
  }
  // Down: enter a node; up: leave it. The number of a node that marked its class is kept by `marked`.
  const marked = pool.takeZeroed((count >>> 5) + 1);
  let i = 1;
  for (;;) {
    const node = nodeOf[i] as NodeOrdinal;
    const number = classOf[node];
    if (isAbove[number] === 0 && shallowSize[node] !== 0) {
      sums[number] += retainedSize[node];
      if (firstChild[i] !== 0) {
        isAbove[number] = 1;
        marked[i >>> 5] |= 1 << (i & 31);
      }
    }
    if (firstChild[i] !== 0) {
      i = firstChild[i];
      continue;
    }
    while (i !== 1 && nextSibling[i] === 0) {
      i = idom[i];
      if ((marked[i >>> 5] & (1 << (i & 31))) !== 0) isAbove[classOf[nodeOf[i]]] = 0;
    }
    if (i === 1) break;
    i = nextSibling[i];
  }
  pool.give(firstChild);
  pool.give(nextSibling);
  pool.give(marked);
  return sums;
}

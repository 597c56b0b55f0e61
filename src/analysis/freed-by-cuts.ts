// SPDX-License-Identifier: MIT
// Some edges -> what nothing holds any more once all of them are gone. Exact, together and not one by one.
//
//   a --> d <-- b             cutting either edge frees nothing, cutting both frees d
//
// Two walks over what the root reaches, without the cuts and with them: O(nodes + edges).

import { type BitSet, addBit, buildBitSet, hasBit } from '../core/bit-set.js';
import type { ColumnPool } from '../core/column-pool.js';
import type { EdgeOrdinal, NodeColumn, NodeOrdinal } from '../core/columns.js';
import type { HeapGraph } from '../heap/heap-graph.js';

/** What it is computed from. */
export interface CutInputs {
  readonly graph: HeapGraph;
  readonly retaining: BitSet;
  readonly shallowSize: NodeColumn;
  readonly pool: ColumnPool;
}

/** What goes. */
export interface FreedByCuts {
  readonly count: number;
  readonly bytes: number;
  readonly isFreed: (node: NodeOrdinal) => boolean;
}

/** Walks. */
export function computeFreedByCuts(inputs: CutInputs, cuts: ReadonlySet<EdgeOrdinal>): FreedByCuts {
  const { graph, shallowSize } = inputs;
  const before = findHeld(inputs, new Set());
  const after = findHeld(inputs, cuts);
  const isFreed = (node: NodeOrdinal): boolean => hasBit(before, node) && !hasBit(after, node);
  let count = 0;
  let bytes = 0;
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    if (!isFreed(node)) continue;
    count++;
    bytes += shallowSize[node];
  }
  return { count, bytes, isFreed };
}

function findHeld({ graph, retaining, pool }: CutInputs, cuts: ReadonlySet<EdgeOrdinal>): BitSet {
  const held = buildBitSet(graph.nodeCount);
  const stack = pool.take(graph.nodeCount);
  addBit(held, graph.root);
  stack[0] = graph.root;
  for (let top = 1; top > 0;) {
    const node = stack[--top] as NodeOrdinal;
    const end = graph.firstEdge[node + 1];
    for (let edge = graph.firstEdge[node]; edge < end; edge++) {
      const target = graph.edgeTarget[edge];
      if (hasBit(held, target) || !hasBit(retaining, edge) || cuts.has(edge)) continue;
      addBit(held, target);
      stack[top++] = target;
    }
  }
  pool.give(stack);
  return held;
}

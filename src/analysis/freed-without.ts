// SPDX-License-Identifier: MIT
// Objects and edges that go, all together -> the nodes that nothing holds any more.
//
//   a --> d <-- b             without a alone or b alone d stays, without both it goes
//
// As in the dominator tree, what only weak edges lead to counts as held, so one object alone frees its retained
// size. Two passes over the edges: O(nodes + edges). Source: Heapy, domisize (dominos of a set).

import { type BitSet, addBit, buildBitSet, hasBit } from '../core/bit-set.js';
import type { ColumnPool } from '../core/column-pool.js';
import type { EdgeOrdinal, NodeOrdinal } from '../core/columns.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import type { DominatorTree } from './dominators.js';

/** What it is computed from. */
export interface FreedWithoutInputs {
  readonly graph: HeapGraph;
  readonly retaining: BitSet;
  readonly tree: DominatorTree;
  readonly pool: ColumnPool;
}

/** What goes. */
export interface GoneSet {
  readonly nodes: readonly NodeOrdinal[];
  readonly edges: readonly EdgeOrdinal[];
}

/** One bit for each node that is held now and would not be then; the objects that go are among them. */
export function computeFreedWithout(inputs: FreedWithoutInputs, gone: GoneSet): BitSet {
  const { graph, retaining, tree, pool } = inputs;
  const { firstEdge, edgeTarget } = graph;
  const cut = new Set<number>(gone.edges);
  // Closed from the start: nothing is reached through what goes.
  const seen = buildBitSet(graph.nodeCount);
  for (const node of gone.nodes) addBit(seen, node);
  const goes = seen.slice();
  const hasRetainer = buildBitSet(graph.nodeCount);
  for (let edge = 0 as EdgeOrdinal; edge < graph.edgeCount; edge++)
    if (hasBit(retaining, edge)) addBit(hasRetainer, edgeTarget[edge]);
  const stack = pool.take(graph.nodeCount);
  let top = 0;
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    if ((node !== graph.root && hasBit(hasRetainer, node)) || hasBit(seen, node)) continue;
    addBit(seen, node);
    stack[top++] = node;
  }
  while (top > 0) {
    const node = stack[--top] as NodeOrdinal;
    const end = firstEdge[node + 1];
    for (let edge = firstEdge[node]; edge < end; edge++) {
      if ((retaining[edge >>> 5] & (1 << (edge & 31))) === 0) continue;
      const target = edgeTarget[edge];
      const bit = 1 << (target & 31);
      if ((seen[target >>> 5] & bit) !== 0 || (cut.size > 0 && cut.has(edge))) continue;
      seen[target >>> 5] |= bit;
      stack[top++] = target;
    }
  }
  pool.give(stack);
  const freed = buildBitSet(graph.nodeCount);
  for (let i = 1; i <= tree.numbered; i++) {
    const node = tree.nodeOf[i];
    if (!hasBit(seen, node) || hasBit(goes, node)) addBit(freed, node);
  }
  return freed;
}

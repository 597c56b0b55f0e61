// SPDX-License-Identifier: MIT
// How many bytes each suspect is to blame for, no byte twice.
//
//   R0 = what the roots reach without passing an entry (an added object right below a holder)
//   each object outside R0 that k suspects reach gives each of them size / k; `exclusive` is the part with k = 1
//
// Only what hangs below an entry in the retaining tree can be outside R0, so the search starts there: of these
// objects, R0 takes back those that something outside holds, and what they hold in turn.
//
// O(edges) once, and O(edges below the entries) for each suspect.
// Source: LeakCanary, LeakShareCalculator.kt; BLeak (Vilk and Berger, 2018).

import { type BitSet, addBit, buildBitSet, hasBit, removeBit } from '../core/bit-set.js';
import { NO_NODE, type NodeOrdinal } from '../core/columns.js';
import { findStrings } from '../format/string-table.js';
import type { FinalHeap } from './inputs.js';

/** Node's list of all native objects, for when it exits: what is closed is taken off, so it holds nothing. */
const REGISTER = 'Node / CleanupQueue';

/** Bytes of one suspect. */
export interface ByteShare {
  readonly retained: number;
  readonly exclusive: number;
}

/** @param entries the added objects of each suspect; an object belongs to at most one */
export function shareBytes(heap: FinalHeap, entries: readonly (readonly number[])[]): ByteShare[] {
  const { graph, retaining, shallowSize, pool } = heap;
  const below = findBelow(heap, entries);
  const holders = pool.takeZeroed(graph.nodeCount);
  const stamp = pool.takeZeroed(graph.nodeCount);
  const stack = pool.take(graph.nodeCount);
  const walk = (suspect: number, mark: number, visit: (node: NodeOrdinal) => void): void => {
    let height = 0;
    const push = (node: number): void => {
      if (stamp[node] === mark || !hasBit(below, node)) return;
      stamp[node] = mark;
      stack[height++] = node;
    };
    for (const entry of entries[suspect]) push(entry);
    while (height > 0) {
      const node = stack[--height] as NodeOrdinal;
      visit(node);
      const end = graph.firstEdge[node + 1];
      for (let edge = graph.firstEdge[node]; edge < end; edge++)
        if (hasBit(retaining, edge)) push(graph.edgeTarget[edge]);
    }
  };
  entries.forEach((_, suspect) => walk(suspect, suspect + 1, (node) => holders[node]++));
  const shares = entries.map((_, suspect): ByteShare => {
    let retained = 0;
    let exclusive = 0;
    walk(suspect, entries.length + suspect + 1, (node) => {
      retained += shallowSize[node] / holders[node];
      if (holders[node] === 1) exclusive += shallowSize[node];
    });
    return { retained: Math.round(retained), exclusive };
  });
  pool.give(holders);
  pool.give(stamp);
  pool.give(stack);
  return shares;
}

/** What no root reaches without passing an entry, entries included. */
function findBelow(heap: FinalHeap, entries: readonly (readonly number[])[]): BitSet {
  const { graph, retaining, retainingTree, pool } = heap;
  const { order, reached, parentOf } = retainingTree;
  const isEntry = buildBitSet(graph.nodeCount);
  for (const list of entries) for (const entry of list) addBit(isEntry, entry);
  const below = buildBitSet(graph.nodeCount);
  for (let i = 0; i < reached; i++) {
    const node = order[i];
    const parent = parentOf[node];
    if (hasBit(isEntry, node) || (parent !== NO_NODE && hasBit(below, parent))) addBit(below, node);
  }
  const stack = pool.take(graph.nodeCount);
  let height = 0;
  const takeBack = (owner: NodeOrdinal): void => {
    const end = graph.firstEdge[owner + 1];
    for (let edge = graph.firstEdge[owner]; edge < end; edge++) {
      const target = graph.edgeTarget[edge];
      if (!hasBit(below, target) || hasBit(isEntry, target) || !hasBit(retaining, edge)) continue;
      removeBit(below, target);
      stack[height++] = target;
    }
  };
  const [register] = findStrings(graph.strings, [REGISTER]);
  // The whole graph in its own order first: what is found on the way is only noted, and followed afterwards.
  for (let i = 0; i < reached; i++) {
    const node = order[i] as NodeOrdinal;
    if (!hasBit(below, node) && graph.nodeName[node] !== (register as number)) takeBack(node);
    while (height > 0) takeBack(stack[--height] as NodeOrdinal);
  }
  pool.give(stack);
  return below;
}

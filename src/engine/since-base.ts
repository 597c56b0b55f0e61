// SPDX-License-Identifier: MIT
// An earlier snapshot of the same process -> which nodes of a later one were there already: the same id, kind and
// name. 12 bytes a node of the earlier one, O(n log n).

import { type BitSet, addBit, buildBitSet, hasBit } from '../core/bit-set.js';
import type { NodeOrdinal } from '../core/columns.js';
import { stringHash } from '../format/string-table.js';
import type { HeapGraph } from '../heap/heap-graph.js';

/** Ids in ascending order, and what tells whether an id is still the same object. */
export interface BaseTable {
  readonly ids: Float64Array;
  readonly marks: Uint32Array;
}

/** Nodes that were in the base. */
export interface Survivors {
  has(node: NodeOrdinal): boolean;
}

/** The table of a graph in memory. */
export function buildBaseTable(graph: HeapGraph): BaseTable {
  const order = Uint32Array.from({ length: graph.nodeCount }, (_, node) => node);
  const id = (node: number): number => graph.nodeId[node as NodeOrdinal];
  let isSorted = true;
  for (let node = 1; node < graph.nodeCount && isSorted; node++) isSorted = id(node - 1) <= id(node);
  if (!isSorted) order.sort((a, b) => id(a) - id(b));
  const mark = buildMarks(graph);
  return {
    ids: Float64Array.from(order, id),
    marks: Uint32Array.from(order, (node) => mark(node as NodeOrdinal)),
  };
}

/** Looks every node up. */
export function findSurvivors({ ids, marks }: BaseTable, graph: HeapGraph): Survivors {
  const survived: BitSet = buildBitSet(graph.nodeCount);
  const mark = buildMarks(graph);
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    const at = findId(ids, graph.nodeId[node]);
    if (at >= 0 && marks[at] === mark(node)) addBit(survived, node);
  }
  return { has: (node) => hasBit(survived, node) };
}

/** Kind and name as one number, the same in every snapshot. */
function buildMarks(graph: HeapGraph): (node: NodeOrdinal) => number {
  const hashes = new Uint32Array(graph.strings.count);
  const isKnown = buildBitSet(graph.strings.count);
  return (node) => {
    const name = graph.nodeName[node];
    if (!hasBit(isKnown, name)) {
      hashes[name] = stringHash(graph.strings, name);
      addBit(isKnown, name);
    }
    return (hashes[name] ^ Math.imul(graph.nodeKind[node] + 1, 0x9e3779b1)) >>> 0;
  };
}

function findId(ids: Float64Array, id: number): number {
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (ids[middle] === id) return middle;
    if (ids[middle] < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

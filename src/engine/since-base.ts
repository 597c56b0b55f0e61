// SPDX-License-Identifier: MIT
// An earlier snapshot of the same process -> which nodes of a later one were there already: the same id, kind and
// name. 12 bytes a node of the earlier one, O(n log n).

import { type BitSet, addBit, buildBitSet, hasBit } from '../core/bit-set.js';
import type { NodeOrdinal } from '../core/columns.js';
import { stringHash } from '../format/string-table.js';
import { MIN_MATCHED_FRACTION } from '../diff/match-ids.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import type { Warning } from '../report/model.js';

/** Ids in ascending order, and what tells whether an id is still the same object. */
export interface BaseTable {
  readonly ids: Float64Array;
  readonly marks: Uint32Array;
}

/** Nodes that were in the base. */
export interface Survivors {
  has(node: NodeOrdinal): boolean;
  /** What speaks against the base being of the same process. */
  readonly warnings: readonly Warning[];
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
  let shared = 0;
  let agreeing = 0;
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    const at = findId(ids, graph.nodeId[node]);
    if (at < 0) continue;
    shared++;
    if (marks[at] !== mark(node)) continue;
    agreeing++;
    addBit(survived, node);
  }
  return { has: (node) => hasBit(survived, node), warnings: judgeBase(agreeing, shared) };
}

/** Ids of two processes are alike by chance only. */
function judgeBase(agreeing: number, shared: number): readonly Warning[] {
  const fraction = shared === 0 ? 0 : agreeing / shared;
  if (fraction >= MIN_MATCHED_FRACTION) return [];
  const percent = (Math.floor(fraction * 1000) / 10).toFixed(1);
  const message = `the earlier snapshot seems to be of another process: ${percent} % of the ids in both agree in kind and name, so what is new since then cannot be told`;
  return [{ code: 'different-processes', message }];
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

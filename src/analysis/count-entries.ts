// SPDX-License-Identifier: MIT
// A Map, Set or array -> how many of its entries refer to something: V8 writes no edge for small integers unless
// numeric values were asked for. O(edges of the object and of its table).
//
//   table of a Map   3 header fields, b buckets, then key, value, chain of each entry; edges have the index
//   table of a Set   the same without values

import type { NodeOrdinal } from '../core/columns.js';
import { EdgeKind } from '../format/kinds.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { edgeName, nodeName } from '../heap/names.js';
import { tellSlots } from './collection-slots.js';

const TABLE_HEADER = 3;
const BUCKET_SLOTS = 2;

/** Entries, or null for whatever else and for tables of an unknown layout. @param shallowSize of the node */
export function countEntries(graph: HeapGraph, node: NodeOrdinal, shallowSize: number): number | null {
  const name = nodeName(graph, node);
  if (name === 'Array') return countElements(graph, node);
  if (name !== 'Map' && name !== 'Set') return null;
  const slots = tellSlots(name, shallowSize, null);
  if (slots === null) return null;
  const first = TABLE_HEADER + slots / BUCKET_SLOTS;
  const width = name === 'Map' ? 3 : 2;
  const entries = new Set<number>();
  for (let edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
    if (graph.edgeKind[edge] !== EdgeKind.internal || edgeName(graph, edge) !== 'table') continue;
    const table = graph.edgeTarget[edge];
    for (let inner = graph.firstEdge[table]; inner < graph.firstEdge[table + 1]; inner++) {
      const index = Number(edgeName(graph, inner));
      if (graph.edgeKind[inner] === EdgeKind.internal && index >= first)
        entries.add(Math.floor((index - first) / width));
    }
  }
  return entries.size;
}

function countElements(graph: HeapGraph, node: NodeOrdinal): number {
  let count = 0;
  for (let edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++)
    if (graph.edgeKind[edge] === EdgeKind.element) count++;
  return count;
}

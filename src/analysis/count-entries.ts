// SPDX-License-Identifier: MIT
// A Map, Set or array -> how many of its entries refer to something: V8 writes no edge for small integers unless
// numeric values were asked for. So where nothing refers to anything, but there may be numbers, nobody knows.
// O(edges of the object and of its table).
//
//   table of a Map   3 header fields, b buckets, then key, value, chain of each entry; edges have the index
//   table of a Set   the same without values

import type { NodeOrdinal } from '../core/columns.js';
import { EdgeKind } from '../format/kinds.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { edgeIndex, isEdgeNamed, nodeName } from '../heap/names.js';
import { tellFirstEntry } from './collection-slots.js';

/** Entries, or null for whatever else and for tables of an unknown layout. @param shallowSize of the node */
export function countEntries(graph: HeapGraph, node: NodeOrdinal, shallowSize: number): number | null {
  const name = nodeName(graph, node);
  if (name === 'Array') return countElements(graph, node);
  if (name !== 'Map' && name !== 'Set') return null;
  const first = tellFirstEntry(name, shallowSize);
  if (first === null) return null;
  const width = name === 'Map' ? 3 : 2;
  // V8 writes them in their order: then the latest one is all that must be known.
  let latest = -1;
  let count = 0;
  let isOrdered = true;
  const visit = (index: number): void => {
    const entry = Math.floor((index - first) / width);
    if (entry > latest) count++;
    else if (entry < latest) isOrdered = false;
    latest = entry;
  };
  visitTable(graph, node, first, visit);
  if (!isOrdered) {
    const entries = new Set<number>();
    visitTable(graph, node, first, (index) => entries.add(Math.floor((index - first) / width)));
    count = entries.size;
  }
  return count === 0 ? null : count;
}

/** Tells the index of each reference of a Map's or Set's table, from the first entry on. */
function visitTable(
  graph: HeapGraph,
  node: NodeOrdinal,
  first: number,
  visit: (index: number) => void,
): void {
  for (let edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
    if (graph.edgeKind[edge] !== EdgeKind.internal || !isEdgeNamed(graph, edge, 'table')) continue;
    const table = graph.edgeTarget[edge];
    for (let inner = graph.firstEdge[table]; inner < graph.firstEdge[table + 1]; inner++) {
      if (graph.edgeKind[inner] !== EdgeKind.internal) continue;
      const index = edgeIndex(graph, inner);
      if (index >= first) visit(index);
    }
  }
}

/** Header of a store of elements, which an empty one has no more than. */
const STORE_HEADER = 16;

function countElements(graph: HeapGraph, node: NodeOrdinal): number | null {
  let count = 0;
  let hasRoom = false;
  for (let edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
    if (graph.edgeKind[edge] === EdgeKind.element) count++;
    else if (graph.edgeKind[edge] === EdgeKind.internal && isEdgeNamed(graph, edge, 'elements'))
      hasRoom = graph.selfSize[graph.edgeTarget[edge]] > STORE_HEADER;
  }
  return count === 0 && hasRoom ? null : count;
}

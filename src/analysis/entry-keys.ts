// SPDX-License-Identifier: MIT
// An edge from the table of a Map to a value -> the node that is the key. In the table, an entry is key, value and chain;
// numbers have no edges, so an entry whose key is one has no answer. O(edges into the table) each.

import { type EdgeOrdinal, NO_EDGE, type NodeColumn, type NodeOrdinal } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { type HeapGraph, findEdgeOwner } from '../heap/heap-graph.js';
import { edgeIndex, isEdgeNamed, isNodeNamed } from '../heap/names.js';
import type { RetainerIndex } from '../heap/retainers.js';
import { tellFirstEntry } from './collection-slots.js';

const ENTRY = 3;
const VALUE = 1;

/** The key, or null for whatever else. */
export function findEntryKey(
  graph: HeapGraph,
  { firstIn, nextIn }: RetainerIndex,
  shallowSize: NodeColumn,
  table: NodeOrdinal,
  edge: EdgeOrdinal,
): NodeOrdinal | null {
  const { firstEdge, edgeKind, edgeTarget } = graph;
  if (edgeKind[edge] !== EdgeKind.internal || graph.nodeKind[table] !== NodeKind.array) return null;
  const index = edgeIndex(graph, edge);
  let into = firstIn[table] as EdgeOrdinal;
  for (; into !== NO_EDGE; into = nextIn[into] as EdgeOrdinal) {
    const map = findEdgeOwner(graph, into);
    if (!isNodeNamed(graph, map, 'Map') || !isEdgeNamed(graph, into, 'table')) continue;
    const first = tellFirstEntry('Map', shallowSize[map]);
    if (first === null || (index - first) % ENTRY !== VALUE) return null;
    // V8 writes the fields of a table in their order.
    const before = (edge - 1) as EdgeOrdinal;
    const isKey = before >= firstEdge[table] && edgeIndex(graph, before) === index - 1;
    return isKey ? edgeTarget[before] : null;
  }
  return null;
}

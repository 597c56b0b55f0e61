// SPDX-License-Identifier: MIT
// The edge from a key to its value in a WeakMap -> what the program calls that WeakMap. V8 draws the edge at the key,
// where nobody would look for the value; its name tells the WeakMap's table.
//
//   `3 / part of key (Tenant @39) -> value (Set @11) pair in WeakMap (table @69)` -> `hits`
//
// O(nodes + edges) for each WeakMap that is asked about.
// Source: V8, heap-snapshot-generator.cc, ExtractEphemeronHashTableReferences.

import { NO_NODE, type EdgeOrdinal, type NodeOrdinal } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { findStrings } from '../format/string-table.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { edgeName, isEdgeNamed } from '../heap/names.js';

const PAIR = /^\d+ \/ part of key [^]* pair in WeakMap \(table @(\d+)\)$/;

/** The id of a WeakMap's table, if an edge leads to a value in it; else null. */
export function findWeakMapTable(graph: HeapGraph, edge: EdgeOrdinal): number | null {
  if (graph.edgeKind[edge] !== EdgeKind.internal) return null;
  const pair = PAIR.exec(edgeName(graph, edge));
  return pair === null ? null : Number(pair[1]);
}

/** The variable or property that holds the WeakMap with a table, null if none does. */
export function findWeakMapName(graph: HeapGraph, table: number): string | null {
  const map = findMapOfTable(graph, table);
  if (map === NO_NODE) return null;
  const { edgeTarget, edgeKind } = graph;
  for (let at = 0 as EdgeOrdinal; at < graph.edgeCount; at++) {
    if (edgeTarget[at] !== map) continue;
    if (edgeKind[at] === EdgeKind.context || edgeKind[at] === EdgeKind.property) return edgeName(graph, at);
  }
  return null;
}

function findMapOfTable(graph: HeapGraph, table: number): NodeOrdinal {
  const [name] = findStrings(graph.strings, ['WeakMap']);
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    if (graph.nodeName[node] !== (name as number) || graph.nodeKind[node] !== NodeKind.object) continue;
    const end = graph.firstEdge[node + 1];
    for (let edge = graph.firstEdge[node]; edge < end; edge++)
      if (graph.nodeId[graph.edgeTarget[edge]] === table && isEdgeNamed(graph, edge, 'table')) return node;
  }
  return NO_NODE;
}

// SPDX-License-Identifier: MIT
// The edge from a key to its value in a WeakMap -> what the program calls that WeakMap. V8 draws the edge at the key,
// where nobody would look for the value; its name tells the WeakMap's table.
//
//   `3 / part of key (Tenant @39) -> value (Set @11) pair in WeakMap (table @69)` -> `hits`
//
// O(nodes + edges) for each edge that is asked about.
// Source: V8, heap-snapshot-generator.cc, ExtractEphemeronHashTableReferences.

import { NO_NODE, type EdgeOrdinal, type NodeOrdinal } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { edgeName, isNodeNamed } from '../heap/names.js';

const PAIR = /^\d+ \/ part of key [^]* pair in WeakMap \(table @(\d+)\)$/;

/** Whether an edge leads to a value in a WeakMap. */
export function isWeakMapValue(graph: HeapGraph, edge: EdgeOrdinal): boolean {
  return graph.edgeKind[edge] === EdgeKind.internal && PAIR.test(edgeName(graph, edge));
}

/** The variable or property that holds the WeakMap, null if none does. */
export function findWeakMapName(graph: HeapGraph, edge: EdgeOrdinal): string | null {
  const table = Number(PAIR.exec(edgeName(graph, edge))?.[1] ?? 0);
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
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    if (graph.nodeKind[node] !== NodeKind.object || !isNodeNamed(graph, node, 'WeakMap')) continue;
    const end = graph.firstEdge[node + 1];
    for (let edge = graph.firstEdge[node]; edge < end; edge++)
      if (graph.nodeId[graph.edgeTarget[edge]] === table && edgeName(graph, edge) === 'table') return node;
  }
  return NO_NODE;
}

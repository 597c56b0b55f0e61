// SPDX-License-Identifier: MIT
// The edge from a key to its value in a WeakMap -> what the program calls that WeakMap. V8 draws the edge at the key,
// where nobody would look for the value; its name tells the WeakMap's table.
//
//   `3 / part of key (Tenant @39) -> value (Set @11) pair in WeakMap (table @69)` -> `hits`
//
// Source: V8, heap-snapshot-generator.cc, ExtractEphemeronHashTableReferences.

import { addBit, buildBitSet, hasBit } from '../core/bit-set.js';
import type { EdgeOrdinal, NodeOrdinal } from '../core/columns.js';
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

/** The variable or property that holds each WeakMap, by the id of its table. O(nodes + edges) */
export function listWeakMapNames(graph: HeapGraph): ReadonlyMap<number, string> {
  const { edgeTarget, edgeKind, edgeCount } = graph;
  const tables = findTables(graph);
  const names = new Map<number, string>();
  if (tables.size === 0) return names;
  const isWeakMap = buildBitSet(graph.nodeCount);
  for (const map of tables.keys()) addBit(isWeakMap, map);
  for (let edge = 0 as EdgeOrdinal; edge < edgeCount; edge++) {
    // First what is true of fewest: half the time of the other order.
    if (!hasBit(isWeakMap, edgeTarget[edge])) continue;
    if (edgeKind[edge] !== EdgeKind.context && edgeKind[edge] !== EdgeKind.property) continue;
    const table = tables.get(edgeTarget[edge]);
    if (table !== undefined && !names.has(table)) names.set(table, edgeName(graph, edge));
  }
  return names;
}

/** WeakMaps, with the ids of their tables. */
function findTables(graph: HeapGraph): ReadonlyMap<NodeOrdinal, number> {
  const tables = new Map<NodeOrdinal, number>();
  const [name] = findStrings(graph.strings, ['WeakMap']);
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    if (graph.nodeName[node] !== (name as number) || graph.nodeKind[node] !== NodeKind.object) continue;
    const end = graph.firstEdge[node + 1];
    for (let edge = graph.firstEdge[node]; edge < end; edge++)
      if (isEdgeNamed(graph, edge, 'table')) tables.set(node, graph.nodeId[graph.edgeTarget[edge]]);
  }
  return tables;
}

// SPDX-License-Identifier: MIT
// What nodes and edges are called in the file.

import { type EdgeOrdinal, NO_EDGE, type NodeOrdinal, type StringIndex } from '../core/columns.js';
import { digitsOf, isString, stringText } from '../format/string-table.js';
import type { HeapGraph } from './heap-graph.js';

/** The node's name as V8 wrote it (constructor, label, or the text of a string). */
export function nodeName(graph: HeapGraph, node: NodeOrdinal): string {
  return stringText(graph.strings, graph.nodeName[node]);
}

/** Whether the node's name is exactly this ASCII text. */
export function isNodeNamed(graph: HeapGraph, node: NodeOrdinal, name: string): boolean {
  return isString(graph.strings, graph.nodeName[node], name);
}

/** Whether the edge has a name that is exactly this ASCII text. */
export function isEdgeNamed(graph: HeapGraph, edge: EdgeOrdinal, name: string): boolean {
  return !isNumericEdge(graph, edge) && isString(graph.strings, graph.edgeName[edge] as StringIndex, name);
}

/** The index that an edge carries, or that its name is; NaN for any other name. */
export function edgeIndex(graph: HeapGraph, edge: EdgeOrdinal): number {
  const name = graph.edgeName[edge];
  return isNumericEdge(graph, edge) ? name : digitsOf(graph.strings, name as StringIndex);
}

/** Whether the edge carries a number (an array index) instead of a name. */
export function isNumericEdge(graph: HeapGraph, edge: EdgeOrdinal): boolean {
  return graph.numericEdgeKinds[graph.edgeKind[edge]] === 1;
}

/** The edge's name, or its index as digits; empty for NO_EDGE. */
export function edgeName(graph: HeapGraph, edge: EdgeOrdinal): string {
  if (edge === NO_EDGE) return '';
  const name = graph.edgeName[edge];
  return isNumericEdge(graph, edge) ? String(name) : stringText(graph.strings, name as StringIndex);
}

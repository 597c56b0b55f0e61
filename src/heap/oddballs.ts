// SPDX-License-Identifier: MIT
// V8's only instances of true, false, null and undefined -> their texts. Constant time.
//
//   Node 22 (V8 12.4)   hidden "system / Oddball" -> its text, then that of typeof
//   Node 24 (V8 13.6)   hidden "null" -> the same
//
// Source: snapshots/runtimes.

import type { NodeOrdinal } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import type { HeapGraph } from './heap-graph.js';
import { isNodeNamed, nodeName } from './names.js';

const VALUES: readonly string[] = ['true', 'false', 'null', 'undefined'];
const NAMES: readonly string[] = ['system / Oddball', ...VALUES];

/** Whether a node is one of them. */
export function isOddball(graph: HeapGraph, node: NodeOrdinal): boolean {
  return graph.nodeKind[node] === NodeKind.hidden && NAMES.some((name) => isNodeNamed(graph, node, name));
}

/** The text, or null for any other node. */
export function findOddballValue(graph: HeapGraph, node: NodeOrdinal): string | null {
  if (!isOddball(graph, node)) return null;
  for (let edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
    if (graph.edgeKind[edge] !== EdgeKind.hidden) continue;
    const text = nodeName(graph, graph.edgeTarget[edge]);
    return VALUES.includes(text) ? text : null;
  }
  return null;
}

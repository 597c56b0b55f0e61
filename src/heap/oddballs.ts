// SPDX-License-Identifier: MIT
// V8's only instances of true, false, null and undefined -> their texts. Constant time.

import type { NodeOrdinal } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import type { HeapGraph } from './heap-graph.js';
import { isNodeNamed, nodeName } from './names.js';

const VALUES: ReadonlySet<string> = new Set(['true', 'false', 'null', 'undefined']);

/** The text, or null for any other node. */
export function findOddballValue(graph: HeapGraph, node: NodeOrdinal): string | null {
  if (graph.nodeKind[node] !== NodeKind.hidden || !isNodeNamed(graph, node, 'system / Oddball')) return null;
  for (let edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
    // Its own text comes first, then that of typeof.
    if (graph.edgeKind[edge] !== EdgeKind.hidden) continue;
    const text = nodeName(graph, graph.edgeTarget[edge]);
    return VALUES.has(text) ? text : null;
  }
  return null;
}

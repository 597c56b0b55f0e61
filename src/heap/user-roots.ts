// SPDX-License-Identifier: MIT
// Which children of the root stand for user code, as DevTools decides it.
// Source: DevTools HeapSnapshot.ts, JSHeapSnapshot.isUserRoot.

import type { NodeOrdinal } from '../core/columns.js';
import { NodeKind } from '../format/kinds.js';
import type { HeapGraph } from './heap-graph.js';
import { isNodeNamed } from './names.js';

const DOCUMENT_TREES = '(Document DOM trees)';

/** The synthetic node that holds the DOM trees of documents. */
export function isDocumentTrees(graph: HeapGraph, node: NodeOrdinal): boolean {
  return graph.nodeKind[node] === NodeKind.synthetic && isNodeNamed(graph, node, DOCUMENT_TREES);
}

/** The root's children that are not synthetic, and the DOM trees; in edge order, each once. */
export function findUserRoots(graph: HeapGraph): readonly NodeOrdinal[] {
  const roots = new Set<NodeOrdinal>();
  const end = graph.firstEdge[graph.root + 1];
  for (let edge = graph.firstEdge[graph.root]; edge < end; edge++) {
    const target = graph.edgeTarget[edge];
    if (graph.nodeKind[target] !== NodeKind.synthetic || isDocumentTrees(graph, target)) roots.add(target);
  }
  return [...roots];
}

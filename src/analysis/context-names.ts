// SPDX-License-Identifier: MIT
// A context (the variables of one call) -> the function whose variables they are. The context has the description of its
// scope, and so has the code of the function; a block's scope is inside a function's.
//
//   context -scope_info-> scope (of a block) -hidden-> scope (of the function) <-name_or_scope_info- code "login"
//
// O(edges of the context), and once for each scope O(edges into and out of a few scopes).

import { type EdgeOrdinal, NO_EDGE, type NodeOrdinal } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { startsWith } from '../format/string-table.js';
import { type HeapGraph, findEdgeOwner } from '../heap/heap-graph.js';
import { isEdgeNamed, isNodeNamed, nodeName } from '../heap/names.js';
import type { RetainerIndex } from '../heap/retainers.js';

/** Blocks in blocks that are looked through. */
const MAX_BLOCKS = 16;

/** The function's name; null for other nodes, modules, and functions without a name. */
export type ContextFunctions = (context: NodeOrdinal) => string | null;

/** Prepares to name many contexts of one graph. */
export function buildContextFunctions(graph: HeapGraph, index: RetainerIndex): ContextFunctions {
  const { firstEdge, edgeTarget } = graph;
  // A scope has as many contexts as its function was called, and each of them refers to it.
  const ofScope = new Map<NodeOrdinal, string | null>();
  return (context) => {
    if (graph.nodeKind[context] !== NodeKind.object) return null;
    if (!startsWith(graph.strings, graph.nodeName[context], 'system / Context')) return null;
    for (let edge = firstEdge[context]; edge < firstEdge[context + 1]; edge++) {
      if (graph.edgeKind[edge] !== EdgeKind.internal || !isEdgeNamed(graph, edge, 'scope_info')) continue;
      const scope = edgeTarget[edge];
      let name = ofScope.get(scope);
      if (name === undefined) ofScope.set(scope, (name = findScopeFunction(graph, index, scope)));
      return name;
    }
    return null;
  };
}

function findScopeFunction(
  graph: HeapGraph,
  { firstIn, nextIn }: RetainerIndex,
  first: NodeOrdinal,
): string | null {
  let scope: NodeOrdinal | null = first;
  for (let i = 0; i < MAX_BLOCKS && scope !== null; i++) {
    let edge = firstIn[scope] as EdgeOrdinal;
    for (; edge !== NO_EDGE; edge = nextIn[edge] as EdgeOrdinal) {
      if (graph.edgeKind[edge] !== EdgeKind.internal || !isEdgeNamed(graph, edge, 'name_or_scope_info'))
        continue;
      const name = nodeName(graph, findEdgeOwner(graph, edge));
      return name === '' || /^\(|^system \/ /.test(name) ? null : name;
    }
    scope = findOuter(graph, scope);
  }
  return null;
}

function findOuter(graph: HeapGraph, scope: NodeOrdinal): NodeOrdinal | null {
  for (let edge = graph.firstEdge[scope]; edge < graph.firstEdge[scope + 1]; edge++) {
    const target = graph.edgeTarget[edge];
    if (target !== scope && isNodeNamed(graph, target, 'system / ScopeInfo')) return target;
  }
  return null;
}

// SPDX-License-Identifier: MIT
// A variable of a block, a loop or a catch clause -> its name. V8 names the variables of functions and modules at
// their edges; those of blocks have hidden edges with a number, and their names are in the scope's description:
//
//   context -scope_info-> scope -hidden 0-> "cart"        context -hidden 0-> Cart    is the variable cart
//                               -hidden 1-> "owner"               -hidden 1-> Owner   is the variable owner
//
// V8 counts only variables that hold objects. So where there are fewer edges than names, nobody knows which is which,
// and there is no name. O(edges of the context and its scope) each.

import type { EdgeOrdinal, NodeOrdinal, StringIndex } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { startsWith } from '../format/string-table.js';
import type { HeapGraph } from './heap-graph.js';
import { isEdgeNamed, isNumericEdge } from './names.js';

/** The name of the variable that an edge out of a context stands for, if only the scope has it; else null. */
export function findBlockVariable(
  graph: HeapGraph,
  owner: NodeOrdinal,
  edge: EdgeOrdinal,
): StringIndex | null {
  const { firstEdge, edgeKind, nodeKind, strings } = graph;
  if (edgeKind[edge] !== EdgeKind.hidden || nodeKind[owner] !== NodeKind.object) return null;
  if (!startsWith(strings, graph.nodeName[owner], 'system / Context')) return null;
  let scope: NodeOrdinal | null = null;
  let slots = 0;
  for (let at = firstEdge[owner]; at < firstEdge[owner + 1]; at++) {
    const kind = edgeKind[at];
    if (kind === EdgeKind.context) return null;
    if (kind === EdgeKind.hidden && isNumericEdge(graph, at)) slots = Math.max(slots, graph.edgeName[at] + 1);
    else if (kind === EdgeKind.internal && isEdgeNamed(graph, at, 'scope_info')) scope = graph.edgeTarget[at];
  }
  if (scope === null) return null;
  const names = findNames(graph, scope);
  return names.length === slots ? names[graph.edgeName[edge]] : null;
}

/** The strings that come first among what a scope's description holds. */
function findNames(graph: HeapGraph, scope: NodeOrdinal): readonly StringIndex[] {
  const { firstEdge, edgeKind, edgeTarget, nodeKind, nodeName } = graph;
  const names: StringIndex[] = [];
  for (let edge = firstEdge[scope]; edge < firstEdge[scope + 1]; edge++) {
    if (edgeKind[edge] !== EdgeKind.hidden || graph.edgeName[edge] !== names.length) continue;
    const target = edgeTarget[edge];
    if (nodeKind[target] !== NodeKind.string) break;
    names.push(nodeName[target]);
  }
  return names;
}

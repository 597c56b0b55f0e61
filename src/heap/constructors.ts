// SPDX-License-Identifier: MIT
// An object -> the classes that made it, as functions, by its prototypes. An object has the place of its class, but not
// where that has no name of its own, and of the classes that it extends a snapshot says nothing else.
//
//   cart -__proto__-> {constructor} -constructor-> Cart          Cart, Basket
//                     -__proto__-> {constructor} -constructor-> Basket
//
// O(edges of the object and its prototypes), and of each prototype once.

import type { NodeOrdinal, StringIndex } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { findStrings } from '../format/string-table.js';
import type { HeapGraph } from './heap-graph.js';

/** Prototypes behind prototypes. */
const DEEPEST = 20;

/** Prepares: the classes of an object, its own first; of a function that function. */
export function buildConstructorsOf(graph: HeapGraph): (node: NodeOrdinal) => readonly NodeOrdinal[] {
  const [proto, constructor] = findStrings(graph.strings, ['__proto__', 'constructor']);
  const ofPrototype = new Map<NodeOrdinal, readonly NodeOrdinal[]>();
  const listFrom = (prototype: NodeOrdinal): readonly NodeOrdinal[] => {
    const found: NodeOrdinal[] = [];
    let at: NodeOrdinal | null = prototype;
    for (let i = 0; at !== null && i < DEEPEST; i++) {
      const made = propertyOf(graph, at, constructor);
      if (made !== null && graph.nodeKind[made] === NodeKind.closure) found.push(made);
      at = propertyOf(graph, at, proto);
    }
    return found;
  };
  return (node) => {
    if (graph.nodeKind[node] === NodeKind.closure) return [node];
    const prototype = propertyOf(graph, node, proto);
    if (prototype === null) return [];
    let found = ofPrototype.get(prototype);
    if (found === undefined) ofPrototype.set(prototype, (found = listFrom(prototype)));
    return found;
  };
}

function propertyOf(
  { firstEdge, edgeKind, edgeName, edgeTarget }: HeapGraph,
  node: NodeOrdinal,
  name: StringIndex,
): NodeOrdinal | null {
  for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++)
    if (edgeName[edge] === (name as number) && edgeKind[edge] === EdgeKind.property) return edgeTarget[edge];
  return null;
}

// SPDX-License-Identifier: MIT
// Edges that a picture of a program's objects does without: to the shape and the code of an object, to what all objects
// of a class share, out of `undefined` and its like, and those by which V8 holds for itself what the object is seen to hold.
//
//   Array --elements--> (store) --0--> Cart          a second edge beside Array --[0]--> Cart
//   Cart --map--> (object shape), Cart --__proto__--> {constructor}
//
// O(edges of the node and of the stores that hold it) each.

import { type EdgeOrdinal, NO_EDGE, type NodeOrdinal } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { findStrings, startsWith } from '../format/string-table.js';
import { type HeapGraph, findEdgeOwner } from '../heap/heap-graph.js';
import { isNodeNamed } from '../heap/names.js';
import { findOddballValue } from '../heap/oddballs.js';
import type { RetainerIndex } from '../heap/retainers.js';

/** Tells V8's own edges from the program's. */
export interface EngineEdges {
  /** Of the edges out of a node. */
  isOwn(owner: NodeOrdinal, edge: EdgeOrdinal): boolean;
  /** The owners of edges into a node that hold it for V8; empty where nothing else holds it. */
  findHolders(node: NodeOrdinal): ReadonlySet<NodeOrdinal>;
}

/** Hidden nodes that describe others. */
const DESCRIPTIONS: readonly string[] = ['system / Map', 'system / AccessorInfo', 'system / FeedbackCell'];

/** Prepares. O(strings). */
export function buildEngineEdges(graph: HeapGraph, { firstIn, nextIn }: RetainerIndex): EngineEdges {
  const { edgeKind, edgeTarget, nodeKind } = graph;
  const names = findStrings(graph.strings, ['properties', 'elements', 'map', '__proto__']);
  const [properties, elements, map, proto] = names;
  const isStoreEdge = (edge: EdgeOrdinal): boolean =>
    edgeKind[edge] === EdgeKind.internal &&
    (graph.edgeName[edge] === properties || graph.edgeName[edge] === elements);
  const isDescription = (node: NodeOrdinal): boolean => {
    const kind = nodeKind[node];
    if (kind === NodeKind.objectShape) return true;
    return kind === NodeKind.hidden && DESCRIPTIONS.some((name) => isNodeNamed(graph, node, name));
  };
  return {
    isOwn(owner, edge) {
      const kind = nodeKind[owner];
      if (kind === NodeKind.hidden) return findOddballValue(graph, owner) !== null;
      if (kind === NodeKind.code || kind === NodeKind.objectShape) return false;
      const target = edgeTarget[edge];
      if (edgeKind[edge] === EdgeKind.property && graph.edgeName[edge] === proto) return true;
      if (isStoreEdge(edge)) return true;
      if (edgeKind[edge] === EdgeKind.internal && graph.edgeName[edge] === map) return true;
      return isDescription(target) || (nodeKind[target] === NodeKind.code && !isModule(graph, target));
    },
    findHolders(node) {
      const owners = new Set<NodeOrdinal>();
      let isProperty = false;
      let edge = firstIn[node] as EdgeOrdinal;
      for (; edge !== NO_EDGE; edge = nextIn[edge] as EdgeOrdinal) {
        isProperty ||= edgeKind[edge] === EdgeKind.property;
        owners.add(findEdgeOwner(graph, edge));
      }
      const ofEngine = new Set<NodeOrdinal>();
      for (const owner of owners) {
        const isCell = isProperty && isNodeNamed(graph, owner, 'system / PropertyCell');
        if (isCell || isDescription(owner) || isStoreOf(owner, owners)) ofEngine.add(owner);
      }
      return ofEngine.size === owners.size ? new Set() : ofEngine;
    },
  };

  /** Whether a node is where one of the owners keeps its properties or elements. */
  function isStoreOf(node: NodeOrdinal, owners: ReadonlySet<NodeOrdinal>): boolean {
    const kind = nodeKind[node];
    if (kind !== NodeKind.array && kind !== NodeKind.hidden && kind !== NodeKind.code) return false;
    let edge = firstIn[node] as EdgeOrdinal;
    for (; edge !== NO_EDGE; edge = nextIn[edge] as EdgeOrdinal) {
      if (isStoreEdge(edge) && owners.has(findEdgeOwner(graph, edge))) return true;
    }
    return false;
  }
}

/** Modules of some versions of V8 are code. */
function isModule(graph: HeapGraph, node: NodeOrdinal): boolean {
  return ['system / SourceTextModule', 'system / SyntheticModule'].some((name) =>
    startsWith(graph.strings, graph.nodeName[node], name),
  );
}

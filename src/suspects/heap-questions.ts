// SPDX-License-Identifier: MIT
// Small questions about single objects, as the rules ask them. O(edges of the object).

import type { EdgeOrdinal, NodeOrdinal } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { findLocation } from '../heap/locations.js';
import { edgeName, isEdgeNamed, nodeName } from '../heap/names.js';
import { scriptOrigin } from './class-tiers.js';
import type { FinalHeap } from './inputs.js';

/** Kinds of nodes that are no objects: what is a key or a field's value, and never a WeakMap's key. */
export const VALUE_KINDS: ReadonlySet<number> = new Set([
  NodeKind.string,
  NodeKind.consString,
  NodeKind.slicedString,
  NodeKind.number,
  NodeKind.symbol,
  NodeKind.bigint,
]);

/** The class name of an object. */
export function classNameOf(heap: FinalHeap, node: NodeOrdinal): string {
  return heap.classes.classes[heap.classes.classOf[node]].name;
}

/** The first target of an edge with this name, of any kind but weak; null if there is none. */
export function findTarget(graph: HeapGraph, node: NodeOrdinal, name: string): NodeOrdinal | null {
  for (const edge of edgesOf(graph, node)) {
    if (graph.edgeKind[edge] === EdgeKind.weak) continue;
    if (isEdgeNamed(graph, edge, name)) return graph.edgeTarget[edge];
  }
  return null;
}

/** Names of an object's properties. */
export function propertyNames(graph: HeapGraph, node: NodeOrdinal): string[] {
  return edgesOf(graph, node)
    .filter((edge) => graph.edgeKind[edge] === EdgeKind.property)
    .map((edge) => edgeName(graph, edge));
}

/** Whether an object or one of its prototypes has a property with one of these names. */
export function hasMethod(heap: FinalHeap, owner: NodeOrdinal, names: ReadonlySet<string>): boolean {
  let node: NodeOrdinal | null = owner;
  for (let i = 0; node !== null && i < 4; i++) {
    if (propertyNames(heap.graph, node).some((name) => names.has(name))) return true;
    node = findTarget(heap.graph, node, '__proto__');
  }
  return false;
}

/** Whether an object's class was defined in a package. */
export function isPackageObject(heap: FinalHeap, node: NodeOrdinal): boolean {
  const location = findLocation(heap.graph, heap.locations, node);
  const url = location?.source?.url ?? location?.url ?? null;
  return url !== null && scriptOrigin(url) === 'package';
}

/** The text of a string node that a property leads to, or null. */
export function propertyText(graph: HeapGraph, node: NodeOrdinal, name: string): string | null {
  const target = findTarget(graph, node, name);
  return target === null ? null : nodeName(graph, target);
}

/** The edges of a node. */
export function edgesOf(graph: HeapGraph, node: NodeOrdinal): EdgeOrdinal[] {
  const edges: EdgeOrdinal[] = [];
  const end = graph.firstEdge[node + 1];
  for (let edge = graph.firstEdge[node]; edge < end; edge++) edges.push(edge);
  return edges;
}

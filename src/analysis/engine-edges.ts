// SPDX-License-Identifier: MIT
// Edges that a picture of a program's objects does without: to the shape and the code of an object, to what all objects
// of a class share, out of `undefined` and its like, and those by which V8 holds for itself what the object is seen to hold.
//
//   Array --elements--> (store) --0--> Cart          a second edge beside Array --[0]--> Cart
//   Cart --map--> (object shape), Cart --__proto__--> {constructor}
//
// O(edges of the node and of the stores that hold it) each.

import { type EdgeOrdinal, NO_NODE, type NodeOrdinal } from '../core/columns.js';
import { type BitSet, hasBit } from '../core/bit-set.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { findStrings, startsWith } from '../format/string-table.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { isOddball } from '../heap/oddballs.js';
import { type RetainerIndex, forEachRetainer } from '../heap/retainers.js';

/** Tells V8's own edges from the program's. */
export interface EngineEdges {
  /** Of the edges out of a node. */
  isOwn(owner: NodeOrdinal, edge: EdgeOrdinal): boolean;
  /** The owners of edges into a node that hold it for V8; empty where nothing else holds it. */
  findHolders(node: NodeOrdinal): ReadonlySet<NodeOrdinal>;
  /** How many others own edges into a node, of those that are asked about. */
  countOthers(node: NodeOrdinal, asked: BitSet): number;
}

/** What an owner may be besides the program's: a cell or a store may be V8's, depending on what else holds the node. */
type Suspicion = 'none' | 'description' | 'cell' | 'store';

/** Hidden nodes that describe others. */
const DESCRIPTIONS: readonly string[] = ['system / Map', 'system / AccessorInfo', 'system / FeedbackCell'];

/** Prepares. O(strings). */
export function buildEngineEdges(graph: HeapGraph, index: RetainerIndex): EngineEdges {
  const { edgeKind, edgeTarget, nodeKind, nodeName } = graph;
  const names = ['properties', 'elements', 'map', '__proto__', 'system / PropertyCell', ...DESCRIPTIONS];
  const [properties, elements, map, proto, propertyCell, ...descriptions] = findStrings(graph.strings, names);
  const isStoreEdge = (edge: EdgeOrdinal): boolean =>
    edgeKind[edge] === EdgeKind.internal &&
    (graph.edgeName[edge] === properties || graph.edgeName[edge] === elements);
  const isDescription = (node: NodeOrdinal): boolean => {
    const kind = nodeKind[node];
    if (kind === NodeKind.objectShape) return true;
    return kind === NodeKind.hidden && descriptions.includes(nodeName[node]);
  };
  return {
    isOwn(owner, edge) {
      const kind = nodeKind[owner];
      if (kind === NodeKind.hidden) return isOddball(graph, owner);
      if (kind === NodeKind.code || kind === NodeKind.objectShape) return false;
      const target = edgeTarget[edge];
      if (edgeKind[edge] === EdgeKind.property && graph.edgeName[edge] === proto) return true;
      if (isStoreEdge(edge)) return true;
      if (edgeKind[edge] === EdgeKind.internal && graph.edgeName[edge] === map) return true;
      return isDescription(target) || (nodeKind[target] === NodeKind.code && !isModule(graph, target));
    },
    findHolders: (node) => findHolders(node, () => undefined),
    countOthers(node, asked) {
      let count = 0;
      let last = NO_NODE;
      const counted = new Set<NodeOrdinal>();
      const ofEngine = findHolders(node, (edge, owner, is) => {
        if (owner === last || !hasBit(asked, edge)) return;
        last = owner;
        count++;
        if (is !== 'none') counted.add(owner);
      });
      for (const owner of ofEngine) if (counted.has(owner)) count--;
      return count;
    },
  };

  function suspect(owner: NodeOrdinal): Suspicion {
    if (isDescription(owner)) return 'description';
    if (nodeName[owner] === propertyCell) return 'cell';
    return mayBeStore(owner) ? 'store' : 'none';
  }

  /** @param tell hears of every edge, since half the heap may refer to one object */
  function findHolders(
    node: NodeOrdinal,
    tell: (edge: EdgeOrdinal, owner: NodeOrdinal, is: Suspicion) => void,
  ): ReadonlySet<NodeOrdinal> {
    const ofEngine = new Set<NodeOrdinal>();
    const cells: NodeOrdinal[] = [];
    const stores: NodeOrdinal[] = [];
    let hasProperty = false;
    let owners = 0;
    let last = NO_NODE;
    let is: Suspicion = 'none';
    forEachRetainer(graph, index, node, (edge, owner) => {
      hasProperty ||= edgeKind[edge] === EdgeKind.property;
      if (owner !== last) {
        last = owner;
        owners++;
        is = suspect(owner);
        if (is === 'description') ofEngine.add(owner);
        else if (is === 'cell') cells.push(owner);
        else if (is === 'store') stores.push(owner);
      }
      tell(edge, owner, is);
    });
    for (const cell of cells)
      if (hasProperty) ofEngine.add(cell);
      else if (mayBeStore(cell)) stores.push(cell);
    for (const store of findStoresOfOwners(node, stores)) ofEngine.add(store);
    return ofEngine.size === owners ? new Set() : ofEngine;
  }

  /** Which of some owners of a node are where another owner of it keeps its properties or elements. */
  function findStoresOfOwners(node: NodeOrdinal, stores: readonly NodeOrdinal[]): readonly NodeOrdinal[] {
    const storesBy = new Map<NodeOrdinal, NodeOrdinal[]>();
    for (const store of stores)
      forEachRetainer(graph, index, store, (edge, keeper) => {
        if (!isStoreEdge(edge)) return;
        const kept = storesBy.get(keeper);
        if (kept === undefined) storesBy.set(keeper, [store]);
        else kept.push(store);
      });
    if (storesBy.size === 0) return [];
    const found: NodeOrdinal[] = [];
    forEachRetainer(graph, index, node, (_, owner) => {
      const kept = storesBy.get(owner);
      if (kept === undefined) return;
      found.push(...kept);
      storesBy.delete(owner);
    });
    return found;
  }

  function mayBeStore(node: NodeOrdinal): boolean {
    const kind = nodeKind[node];
    return kind === NodeKind.array || kind === NodeKind.hidden || kind === NodeKind.code;
  }
}

/** Modules of some versions of V8 are code. */
function isModule(graph: HeapGraph, node: NodeOrdinal): boolean {
  return ['system / SourceTextModule', 'system / SyntheticModule'].some((name) =>
    startsWith(graph.strings, graph.nodeName[node], name),
  );
}

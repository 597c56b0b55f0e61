// SPDX-License-Identifier: MIT
// A few nodes -> what their holders call them: the property or variable that refers to each, for a list in which
// nobody asked for paths. One pass over the edges.

import type { BitSet } from '../core/bit-set.js';
import { hasBit } from '../core/bit-set.js';
import { type EdgeOrdinal, NO_EDGE, type NodeOrdinal } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { type HeapGraph, findEdgeOwner } from '../heap/heap-graph.js';
import { edgeName, nodeName } from '../heap/names.js';
import { NO_VARIABLES, type VariableNames } from './variable-names.js';

/** Names that say nothing of an object, or that V8 gives. */
const EMPTY_NAMES: ReadonlySet<string> = new Set([
  '',
  'this',
  'prototype',
  '__proto__',
  'constructor',
  'undefined',
]);
/** Names of one node that are looked at. */
const MAX_NAMES = 64;

/**
 * The names, in the order of the nodes: of a function its own, else of a property, else of a variable; or null.
 * @param variables those whose original names are known
 */
export function findHolderNames(
  graph: HeapGraph,
  retaining: BitSet,
  nodes: readonly NodeOrdinal[],
  variables: VariableNames = NO_VARIABLES,
): readonly (string | null)[] {
  const places = new Map(nodes.map((node, place) => [node, place]));
  const isWanted = new Uint8Array(graph.nodeCount);
  for (const node of nodes) isWanted[node] = 1;
  const names = nodes.map((node) =>
    graph.nodeKind[node] === NodeKind.closure ? nodeName(graph, node) || null : null,
  );
  const ranks = names.map((name): number => (name === null ? 0 : 2));
  const looked = nodes.map(() => 0);
  const edges = nodes.map((): EdgeOrdinal => NO_EDGE);
  for (let edge = 0 as EdgeOrdinal; edge < graph.edgeCount; edge++) {
    if (isWanted[graph.edgeTarget[edge]] === 0) continue;
    const kind = graph.edgeKind[edge];
    const rank = kind === EdgeKind.property ? 2 : kind === EdgeKind.context ? 1 : 0;
    const place = places.get(graph.edgeTarget[edge]);
    if (place === undefined || rank <= ranks[place] || looked[place]++ > MAX_NAMES) continue;
    const name = edgeName(graph, edge);
    if (EMPTY_NAMES.has(name) || !hasBit(retaining, edge)) continue;
    names[place] = name;
    edges[place] = edge;
    ranks[place] = rank;
  }
  return names.map((name, place) => {
    const edge = edges[place];
    const original = edge === NO_EDGE ? null : variables.find(findEdgeOwner(graph, edge), edge)?.source.name;
    return original ?? name;
  });
}

// SPDX-License-Identifier: MIT
// The edges of all variables and private fields that have another name in the sources than in the script, for
// questions that name one. O(nodes + edges), and a look-up for each variable; nothing where there are no source maps.

import type { EdgeOrdinal, NodeOrdinal, StringIndex } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { startsWith } from '../format/string-table.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { type LocationIndex, hasSourceMaps } from '../heap/locations.js';
import { buildVariableNames, listSeers } from './variable-names.js';

/** Edge -> what the program calls it. */
export type RenamedEdges = ReadonlyMap<EdgeOrdinal, string>;

/** Lists them. */
export function listRenamedEdges(graph: HeapGraph, locations: LocationIndex): RenamedEdges {
  const renamed = new Map<EdgeOrdinal, string>();
  if (!hasSourceMaps(locations)) return renamed;
  const variables = buildVariableNames(graph, locations);
  const { nodeCount, nodeKind, nodeName, firstEdge, edgeKind, strings } = graph;
  const seers = listSeers(graph, locations);
  const isPrivate = markPrivateNames(graph);
  for (let node = 0 as NodeOrdinal; node < nodeCount; node++) {
    // A class has static fields.
    if (nodeKind[node] !== NodeKind.object && nodeKind[node] !== NodeKind.closure) continue;
    const isScope = startsWith(strings, nodeName[node], 'system / Context');
    const seer = seers.get(node) ?? null;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const isField = edgeKind[edge] === EdgeKind.property && isPrivate[graph.edgeName[edge]] === 1;
      const name = isScope || isField ? (variables.find(node, edge, seer)?.source.name ?? null) : null;
      if (name !== null) renamed.set(edge, name);
    }
  }
  return renamed;
}

/** 1 for each string that begins as the name of a private field. */
function markPrivateNames({ strings }: HeapGraph): Uint8Array {
  const isPrivate = new Uint8Array(strings.count);
  for (let name = 0 as StringIndex; name < strings.count; name++)
    isPrivate[name] = startsWith(strings, name, '#') ? 1 : 0;
  return isPrivate;
}

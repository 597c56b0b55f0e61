// SPDX-License-Identifier: MIT
// The heap as a graph in columns: what every analysis reads. Plain data, read only, nothing computed.

import type {
  EdgeColumn,
  EdgeOrdinal,
  FirstEdgeColumn,
  NodeColumn,
  NodeOrdinal,
  StringIndex,
} from '../core/columns.js';
import { EDGE_KIND_NAMES } from '../format/kinds.js';
import type { SnapshotData } from '../format/snapshot-data.js';
import type { StringTable } from '../format/string-table.js';

/** One snapshot as a graph. Columns have one entry a node or an edge; sizes are bytes. */
export interface HeapGraph {
  /** What was read: header, warnings, allocation traces; its columns are the ones below. */
  readonly data: SnapshotData;
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly root: NodeOrdinal;
  /** Names of the codes in `nodeKind`; the first ones are those of `NodeKind`. */
  readonly nodeKindNames: readonly string[];
  /** Names of the codes in `edgeKind`; the first ones are those of `EdgeKind`. */
  readonly edgeKindNames: readonly string[];
  readonly nodeKind: NodeColumn;
  readonly nodeName: NodeColumn<StringIndex>;
  /** V8's object id; whole numbers up to 2^53 - 1. */
  readonly nodeId: NodeColumn;
  /** Bytes as the file says, before DevTools' transfer. */
  readonly selfSize: NodeColumn;
  /** The edges of node n are [firstEdge[n], firstEdge[n + 1]). */
  readonly firstEdge: FirstEdgeColumn;
  readonly edgeKind: EdgeColumn;
  /** String index, or the element's index where `isNumericEdge` says so. */
  readonly edgeName: EdgeColumn;
  readonly edgeTarget: EdgeColumn<NodeOrdinal>;
  /** 1 for each edge kind code whose edges carry a number instead of a name. */
  readonly numericEdgeKinds: Uint8Array;
  readonly strings: StringTable;
}

/** The graph over a snapshot's columns. Copies nothing. */
export function buildHeapGraph(data: SnapshotData): HeapGraph {
  const { header, nodes, edges, strings } = data;
  const numericEdgeKinds = new Uint8Array(header.edgeKinds.names.length + EDGE_KIND_NAMES.length);
  header.numericEdgeTypes.forEach((numeric, type) => {
    numericEdgeKinds[header.edgeKinds.codes[type]] = numeric;
  });
  return {
    data,
    nodeCount: nodes.count,
    edgeCount: edges.count,
    root: header.rootOrdinal as NodeOrdinal,
    nodeKindNames: header.nodeKinds.names,
    edgeKindNames: header.edgeKinds.names,
    nodeKind: nodes.kind,
    nodeName: nodes.name as NodeColumn as NodeColumn<StringIndex>,
    nodeId: nodes.id,
    selfSize: nodes.selfSize,
    firstEdge: nodes.firstEdge as unknown as FirstEdgeColumn,
    edgeKind: edges.kind,
    edgeName: edges.name,
    edgeTarget: edges.target as EdgeColumn as EdgeColumn<NodeOrdinal>,
    numericEdgeKinds,
    strings,
  };
}

/** The node that owns an edge: the last one whose edges start at or before it. About 0.4 us. */
export function findEdgeOwner(graph: HeapGraph, edge: EdgeOrdinal): NodeOrdinal {
  return findOwnerWithin(graph, edge, 0, graph.nodeCount - 1);
}

/** The same, when the owner is this node or one behind it: fast where it is near. */
export function findEdgeOwnerFrom(graph: HeapGraph, edge: EdgeOrdinal, from: NodeOrdinal): NodeOrdinal {
  const { firstEdge, nodeCount } = graph;
  let low: number = from;
  let step = 1;
  for (; low + step < nodeCount && firstEdge[low + step] <= edge; step *= 2) low += step;
  return findOwnerWithin(graph, edge, low, Math.min(low + step, nodeCount) - 1);
}

function findOwnerWithin(
  { firstEdge }: HeapGraph,
  edge: EdgeOrdinal,
  first: number,
  last: number,
): NodeOrdinal {
  let low = first;
  let high = last;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (firstEdge[middle] <= edge) low = middle;
    else high = middle - 1;
  }
  return low as NodeOrdinal;
}

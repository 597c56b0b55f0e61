// SPDX-License-Identifier: MIT
// Bytes by kind of memory, in DevTools' categories. O(nodes + edges).
// Source: DevTools HeapSnapshot.ts, JSHeapSnapshot.calculateStatistics.

import { addBit, buildBitSet, hasBit } from '../core/bit-set.js';
import { type EdgeOrdinal, NO_EDGE, type NodeColumn, type NodeOrdinal } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { findStrings } from '../format/string-table.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import type { RetainerIndex } from '../heap/retainers.js';

/** All in bytes. `total` includes what the snapshot reports as extra native memory. */
export interface Statistics {
  readonly total: number;
  readonly native: { readonly total: number; readonly typedArrays: number };
  readonly v8heap: {
    readonly total: number;
    readonly code: number;
    readonly jsArrays: number;
    readonly strings: number;
    readonly system: number;
  };
}

const TEXT_KINDS: readonly number[] = [NodeKind.consString, NodeKind.slicedString, NodeKind.string];

/** @param index who refers to what, if it is there: it saves a pass over the edges */
export function computeStatistics(
  graph: HeapGraph,
  shallowSize: NodeColumn,
  index: RetainerIndex | null = null,
): Statistics {
  const { nodeCount, nodeKind, nodeName } = graph;
  const extra = graph.data.header.extraNativeBytes;
  const [bufferData, arrayName, elements] = findStrings(graph.strings, [
    'system / JSArrayBufferData',
    'Array',
    'elements',
  ]);
  const hasOwnPart = new Uint8Array(256);
  for (const kind of [NodeKind.hidden, NodeKind.native, NodeKind.code, ...TEXT_KINDS]) hasOwnPart[kind] = 1;
  const stores: NodeOrdinal[] = [];
  // Added up by kind, which no branch that is hard to foresee slows down.
  const sizes = new Float64Array(256);
  let typedArrays = 0;
  let jsArrays = 0;
  for (let node = 0 as NodeOrdinal; node < nodeCount; node++) {
    const kind = nodeKind[node];
    const name = nodeName[node];
    sizes[kind] += shallowSize[node];
    if (name === bufferData && kind === NodeKind.native) typedArrays += shallowSize[node];
    if (name !== arrayName || hasOwnPart[kind] === 1) continue;
    jsArrays += shallowSize[node];
    for (let edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      if (graph.edgeKind[edge] !== EdgeKind.internal || graph.edgeName[edge] !== (elements as number))
        continue;
      stores.push(graph.edgeTarget[edge]);
      break;
    }
  }
  const isSoleOwned = index === null ? markSoleOwned(graph, stores) : buildSoleOwned(index);
  for (const store of stores) if (isSoleOwned(store)) jsArrays += shallowSize[store];
  // The root retains everything in the graph.
  const total = sizes.reduce((sum, size) => sum + size, 0) + extra;
  const native = sizes[NodeKind.native] + extra;
  const strings = TEXT_KINDS.reduce((sum, kind) => sum + sizes[kind], 0);
  return {
    total,
    native: { total: native, typedArrays },
    v8heap: {
      ...{ total: total - native, code: sizes[NodeKind.code], jsArrays, strings },
      system: sizes[NodeKind.hidden],
    },
  };
}

/** To which nodes no second edge leads. */
function buildSoleOwned({ firstIn, nextIn }: RetainerIndex): (node: NodeOrdinal) => boolean {
  return (node) => nextIn[firstIn[node]] === NO_EDGE;
}

/** The same of some nodes, in one pass over the edges. */
function markSoleOwned(graph: HeapGraph, nodes: readonly NodeOrdinal[]): (node: NodeOrdinal) => boolean {
  const { edgeCount, edgeTarget } = graph;
  const soleOwned = buildBitSet(graph.nodeCount);
  for (const node of nodes) addBit(soleOwned, node);
  const seen = buildBitSet(graph.nodeCount);
  for (let edge = 0 as EdgeOrdinal; edge < edgeCount; edge++) {
    const target = edgeTarget[edge];
    const word = target >>> 5;
    const bit = 1 << (target & 31);
    if ((soleOwned[word] & bit) === 0) continue;
    if ((seen[word] & bit) !== 0) soleOwned[word] &= ~bit;
    seen[word] |= bit;
  }
  return (node) => hasBit(soleOwned, node);
}

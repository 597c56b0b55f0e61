// SPDX-License-Identifier: MIT
// Bytes by kind of memory, in DevTools' categories. O(nodes + edges).
// Source: DevTools HeapSnapshot.ts, JSHeapSnapshot.calculateStatistics.

import { type BitSet, addBit, buildBitSet, hasBit } from '../core/bit-set.js';
import type { EdgeOrdinal, NodeColumn, NodeOrdinal } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { findStrings } from '../format/string-table.js';
import type { HeapGraph } from '../heap/heap-graph.js';

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

/** @param rootRetainedSize retained size of the root: everything in the graph */
export function computeStatistics(
  graph: HeapGraph,
  shallowSize: NodeColumn,
  rootRetainedSize: number,
): Statistics {
  const { nodeCount, nodeKind, nodeName } = graph;
  const extra = graph.data.header.extraNativeBytes;
  const [bufferData, arrayName, elements] = findStrings(graph.strings, [
    'system / JSArrayBufferData',
    'Array',
    'elements',
  ]);
  const stores: number[] = [];
  const soleOwned = buildBitSet(graph.nodeCount);
  let native = extra;
  let typedArrays = 0;
  let code = 0;
  let strings = 0;
  let jsArrays = 0;
  let system = 0;
  for (let node = 0 as NodeOrdinal; node < nodeCount; node++) {
    const size = shallowSize[node];
    switch (nodeKind[node]) {
      case NodeKind.hidden:
        system += size;
        break;
      case NodeKind.native:
        native += size;
        if (nodeName[node] === bufferData) typedArrays += size;
        break;
      case NodeKind.code:
        code += size;
        break;
      case NodeKind.consString:
      case NodeKind.slicedString:
      case NodeKind.string:
        strings += size;
        break;
      default:
        if (nodeName[node] !== arrayName) break;
        jsArrays += size;
        for (let edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
          if (graph.edgeKind[edge] !== EdgeKind.internal || graph.edgeName[edge] !== (elements as number))
            continue;
          const store = graph.edgeTarget[edge];
          stores.push(store);
          addBit(soleOwned, store);
          break;
        }
    }
  }
  keepSoleOwned(graph, soleOwned);
  for (const store of stores) if (hasBit(soleOwned, store)) jsArrays += shallowSize[store as NodeOrdinal];
  const total = rootRetainedSize + extra;
  return {
    total,
    native: { total: native, typedArrays },
    v8heap: { total: total - native, code, jsArrays, strings, system },
  };
}

/** Which of some nodes exactly one edge leads to; the others of the set are taken out of it. */
function keepSoleOwned(graph: HeapGraph, stores: BitSet): void {
  const { edgeCount, edgeTarget } = graph;
  const seen = buildBitSet(graph.nodeCount);
  for (let edge = 0 as EdgeOrdinal; edge < edgeCount; edge++) {
    const target = edgeTarget[edge];
    const word = target >>> 5;
    const bit = 1 << (target & 31);
    if ((stores[word] & bit) === 0) continue;
    if ((seen[word] & bit) !== 0) stores[word] &= ~bit;
    seen[word] |= bit;
  }
}

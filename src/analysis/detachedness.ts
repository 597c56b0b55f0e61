// SPDX-License-Identifier: MIT
// Which DOM nodes (and other embedder objects) are attached to a document and which are detached.
// What the browser knows of some nodes is spread over native nodes only, attached first: whatever an attached
// node reaches is attached, whatever else a detached node reaches is detached. O(nodes + edges).
// Source: DevTools HeapSnapshot.ts, propagateDOMState.

import { type BitSet, addBit, buildBitSet, hasBit } from '../core/bit-set.js';
import type { NodeColumn, NodeOrdinal } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import type { HeapGraph } from '../heap/heap-graph.js';

export const Detachedness = { unknown: 0, attached: 1, detached: 2 } as const;

/** The spread states. */
export interface DetachednessColumn {
  /** A value of `Detachedness` a node; null where the producer does not record it. */
  readonly state: NodeColumn | null;
  /** Nodes whose name DevTools prefixes with "Detached "; null if there are none. */
  readonly detached: BitSet | null;
}

/** Spreads the recorded states. The graph is not changed. */
export function computeDetachedness(graph: HeapGraph): DetachednessColumn {
  const recorded = graph.data.nodes.detachedness;
  if (recorded === null) return { state: null, detached: null };
  const state = recorded.slice(0, graph.nodeCount);
  const visited = buildBitSet(graph.nodeCount);
  const queues: [number[], number[]] = [[], []];
  let detached: BitSet | null = null;
  const visit = (node: NodeOrdinal, newState: number): void => {
    if (hasBit(visited, node)) return;
    addBit(visited, node);
    // Every way from script into the embedder passes a native node that knows its own state.
    if (graph.nodeKind[node] !== NodeKind.native) return;
    state[node] = newState;
    if (newState === Detachedness.attached) {
      queues[0].push(node);
    } else {
      detached ??= buildBitSet(graph.nodeCount);
      addBit(detached, node);
      queues[1].push(node);
    }
  };
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    if (recorded[node] !== Detachedness.unknown) visit(node, recorded[node]);
  }
  const spread = (queue: number[], newState: number): void => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const node = next as NodeOrdinal;
      const end = graph.firstEdge[node + 1];
      for (let edge = graph.firstEdge[node]; edge < end; edge++) {
        const kind = graph.edgeKind[edge];
        if (kind === EdgeKind.hidden || kind === EdgeKind.invisible || kind === EdgeKind.weak) continue;
        visit(graph.edgeTarget[edge], newState);
      }
    }
  };
  spread(queues[0], Detachedness.attached);
  spread(queues[1], Detachedness.detached);
  return { state: state, detached };
}

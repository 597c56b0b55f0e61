// SPDX-License-Identifier: MIT
// Retained sizes of an earlier snapshot's large objects -> by how much each object's retained size has grown since.
// Of the small ones no size is kept: what they retained was less than a share of the heap that nobody would see.
// O(nodes) to collect them and O(nodes) to look them up.

import type { NodeOrdinal } from '../core/columns.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import type { SnapshotTable } from './snapshot-table.js';

/** Objects from this share of the heap on are kept. */
const LARGE_SHARE = 1 / 20_000;
const MOST = 50_000;

/** Ids and retained sizes, in the order of the file. Plain data. */
export interface LargeObjects {
  readonly ids: Float64Array;
  readonly sizes: Float64Array;
}

/** The large objects of one heap. */
export function collectLarge(graph: HeapGraph, retainedSize: Float64Array): LargeObjects {
  const { nodeCount, nodeId, root } = graph;
  let least = Math.max(1, retainedSize[root] * LARGE_SHARE);
  let count: number;
  // A long list has many large objects: each retains the rest of it.
  for (; ; least *= 4) {
    count = 0;
    for (let node = 0; node < nodeCount; node++) if (retainedSize[node] >= least) count++;
    if (count <= MOST) break;
  }
  const ids = new Float64Array(count);
  const sizes = new Float64Array(count);
  let at = 0;
  for (let node = 0 as NodeOrdinal; node < nodeCount; node++) {
    if (retainedSize[node] < least) continue;
    ids[at] = nodeId[node];
    sizes[at++] = retainedSize[node];
  }
  return { ids, sizes };
}

const LOW_BITS = 0xffff;

/**
 * Growth of some nodes of the later snapshot, in bytes.
 * @param nodes the only ones that may be asked for
 */
export function computeRetainedGrowth(
  earlier: { readonly table: SnapshotTable; readonly large: LargeObjects },
  later: { readonly table: SnapshotTable; readonly retainedSize: Float64Array },
  nodes: readonly NodeOrdinal[],
): ReadonlyMap<NodeOrdinal, number> {
  const byId = new Map(nodes.map((node) => [later.table.id[node], node]));
  const growth = new Map<NodeOrdinal, number>(nodes.map((node) => [node, later.retainedSize[node]]));
  // Most nodes fail this test, which is much cheaper than asking the map.
  const mayBe = new Uint8Array(LOW_BITS + 1);
  for (const id of byId.keys()) mayBe[id & LOW_BITS] = 1;
  const sizes = new Map<number, number>();
  earlier.large.ids.forEach((id, at) => sizes.set(id, earlier.large.sizes[at]));
  const { table } = earlier;
  for (let before = 0; before < table.nodeCount; before++) {
    const id = table.id[before];
    if (mayBe[id & LOW_BITS] === 0) continue;
    const node = byId.get(id);
    if (node === undefined || table.identityHash[before] !== later.table.identityHash[node]) continue;
    growth.set(node, later.retainedSize[node] - (sizes.get(id) ?? table.shallowSize[before]));
  }
  return growth;
}

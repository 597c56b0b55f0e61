// SPDX-License-Identifier: MIT
// The other side of second-thread.ts: reads edges, and analyses a graph.

import { parentPort, workerData } from 'node:worker_threads';

import { openFileSource } from '../bytes/file-source.js';
import { buildColumnPool } from '../core/column-pool.js';
import type { WideArray } from '../core/columns.js';
import type { EdgeColumns } from '../format/edge-columns.js';
import { type EdgesAhead, readEdgesAhead } from '../format/edges-ahead.js';
import type { SnapshotData } from '../format/snapshot-data.js';
import type { SnapshotHeader } from '../format/snapshot-header.js';
import { findEphemeronNames } from '../heap/ephemerons.js';
import { buildHeapGraph } from '../heap/heap-graph.js';
import { buildByteWindow } from '../tokens/byte-window.js';
import { type Sideline, computeSideline } from './analyze.js';

/** What the first thread asks for. */
export type SecondThreadTask =
  | {
      readonly type: 'edges';
      readonly header: SnapshotHeader;
      /** Byte of the file from which the edges are looked for. */
      readonly offset: number;
      /** Empty, in shared memory, with room for all edges. */
      readonly columns: EdgeColumns;
    }
  | { readonly type: 'sideline'; readonly data: SnapshotData };

const port = parentPort;
port?.on('message', (task: SecondThreadTask) => {
  if (task.type === 'edges') void sendEdges(task);
  else sendSideline(task);
});

async function sendEdges({ header, offset, columns }: SecondThreadTask & { type: 'edges' }): Promise<void> {
  const source = await openFileSource(workerData as string);
  source.seek?.(offset);
  const window = buildByteWindow((into) => source.read(into));
  window.base = offset;
  const span = await readEdgesAhead(window, header, columns).finally(() => source.close());
  port?.postMessage((span === null ? null : { ...span, columns }) satisfies EdgesAhead | null);
}

function sendSideline({ data }: SecondThreadTask & { type: 'sideline' }): void {
  const graph = buildHeapGraph(data);
  const sideline = computeSideline(graph, findEphemeronNames(graph.strings), buildColumnPool());
  const { shallowSize, distance, classes } = sideline;
  const columns = [shallowSize, distance, classes.classOf] as unknown as readonly WideArray[];
  // Sizes that need no transfer are the snapshot's own column, which both threads see.
  const own = columns.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
  port?.postMessage(sideline satisfies Sideline, own);
}

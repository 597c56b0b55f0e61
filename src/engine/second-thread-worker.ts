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
import { buildDetourRules } from '../analysis/detours.js';
import { type RetainingTree, computeRetainingTree } from '../analysis/retaining-paths.js';
import { computeRetainingEdges } from '../heap/retaining-edges.js';
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
  | { readonly type: 'analyze'; readonly data: SnapshotData; readonly withPaths: boolean };

/** What it gets, in this order. */
export type SecondThreadAnswer =
  | { readonly type: 'edges'; readonly answer: EdgesAhead | null }
  | { readonly type: 'sideline'; readonly answer: Sideline }
  | { readonly type: 'paths'; readonly answer: RetainingTree };

const port = parentPort;
port?.on('message', (task: SecondThreadTask) => {
  if (task.type === 'edges') void sendEdges(task);
  else sendAnalysis(task);
});

async function sendEdges({ header, offset, columns }: SecondThreadTask & { type: 'edges' }): Promise<void> {
  const source = await openFileSource(workerData as string);
  source.seek?.(offset);
  const window = buildByteWindow((into) => source.read(into));
  window.base = offset;
  const span = await readEdgesAhead(window, header, columns).finally(() => source.close());
  send({ type: 'edges', answer: span === null ? null : { ...span, columns } });
}

function sendAnalysis({ data, withPaths }: SecondThreadTask & { type: 'analyze' }): void {
  const graph = buildHeapGraph(data);
  const ephemerons = findEphemeronNames(graph.strings);
  const pool = buildColumnPool();
  const sideline = computeSideline(graph, ephemerons, pool);
  const { shallowSize, distance, classes } = sideline;
  send({ type: 'sideline', answer: sideline }, [shallowSize, distance, classes.classOf]);
  if (!withPaths) return;
  // What went to the other thread is lost to the pool.
  const own = buildColumnPool();
  const retaining = computeRetainingEdges(graph, ephemerons, own);
  const tree = computeRetainingTree(graph, retaining, buildDetourRules(graph), own);
  send({ type: 'paths', answer: tree }, [tree.edgeOf, tree.parentOf, tree.order]);
}

/** Sends and gives columns away. What lies in the snapshot's own memory is seen by both threads already. */
function send(message: SecondThreadAnswer, columns: readonly unknown[] = []): void {
  const buffers = (columns as readonly WideArray[])
    .map(({ buffer }) => buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer);
  port?.postMessage(message, [...new Set(buffers)]);
}

// SPDX-License-Identifier: MIT
// A large file on two threads. The edges are half of the work of reading, and need only the header; sizes and
// distances need only the graph, while the first thread is at the dominators. The snapshot lies in shared memory.
//
//   first    header | nodes ............ | strings | dominators .................. | classes
//   second          | find | edges ............... | distances | shallow sizes |

import { Worker } from 'node:worker_threads';

import { buildEdgeColumns } from '../format/edge-columns.js';
import { type EdgesAhead, type ReadEdgesElsewhere, earliestEdges } from '../format/edges-ahead.js';
import { buildLocationColumns } from '../format/location-columns.js';
import type { SnapshotData } from '../format/snapshot-data.js';
import type { Measures } from './analyze.js';
import type { SecondThreadTask } from './second-thread-worker.js';

/** A thread costs 50 ms, about as much as a graph of this many edges. */
const SMALL_EDGES = 1_000_000;

/** A thread that is started when there is something to do. */
export interface SecondThread {
  readonly readEdges: ReadEdgesElsewhere;
  /** @returns null if the snapshot is small or not in shared memory, or the thread failed */
  measure(data: SnapshotData): Promise<Measures | null>;
  /** Ends the thread, whatever it does. */
  stop(): Promise<void>;
}

/** Memory that two threads can see. */
export function sharedBytes(length: number): SharedArrayBuffer {
  return new SharedArrayBuffer(length);
}

/** @param size bytes of the file, not compressed; the header's count of edges must fit into it */
export function buildSecondThread(path: string, size: number): SecondThread {
  let worker: Worker | null = null;
  const ask = <T>(task: SecondThreadTask): Promise<T | null> => {
    worker ??= new Worker(new URL('./second-thread-worker.js', import.meta.url), { workerData: path });
    return answer<T>(worker, task);
  };
  return {
    readEdges(header, offset) {
      const { edgeCount, edgeFields } = header;
      if (edgeCount < SMALL_EDGES || edgeCount * edgeFields.length * 2 > size) return Promise.resolve(null);
      const columns = buildEdgeColumns(edgeCount, sharedBytes);
      return ask<EdgesAhead>({ type: 'edges', header, offset: earliestEdges(header, offset), columns });
    },
    measure(data) {
      if (data.edges.count < SMALL_EDGES || !isShared(data)) return Promise.resolve(null);
      // What the thread does not need would be copied.
      const lean = { ...data, locations: buildLocationColumns(), traces: null, samples: null };
      return ask<Measures>({ type: 'measures', data: lean });
    },
    async stop() {
      await worker?.terminate();
    },
  };
}

function isShared({ nodes, edges, strings }: SnapshotData): boolean {
  const columns = [nodes.kind, nodes.name, nodes.id, nodes.selfSize, nodes.firstEdge];
  columns.push(edges.kind, edges.name, edges.target, strings.bytes, strings.offsets);
  return columns.every(({ buffer }) => buffer instanceof SharedArrayBuffer);
}

/** A thread that fails is no error: the first one then does the work itself, and says what is wrong. */
function answer<T>(worker: Worker, task: SecondThreadTask): Promise<T | null> {
  return new Promise((resolve) => {
    const settle = (value: T | null): void => {
      worker.off('message', settle).off('error', fail).off('exit', fail);
      resolve(value);
    };
    const fail = (): void => settle(null);
    worker.on('message', settle).on('error', fail).on('exit', fail);
    worker.postMessage(task);
  });
}

// SPDX-License-Identifier: MIT
// The thread that reads the earlier snapshots of a diff while the main thread reads the last one.
//
//   main -> worker  shapes of the last snapshot, or that there will be none
//   worker -> main  progress, a table for each path in order, or an error

import { parentPort, workerData } from 'node:worker_threads';

import { HeapdiffError } from '../core/errors.js';
import type { ShapeDefinition } from '../analysis/shapes.js';
import type { EarlierSnapshot } from './earlier-snapshot.js';
import { loadEarlier } from './load-earlier.js';

/** What it starts with. */
export interface DiffTask {
  readonly paths: readonly string[];
  /** How many threads may read one file. */
  readonly threads: number;
}

/** What the main thread sends: null when it has failed itself. */
export type ShapesMessage = readonly ShapeDefinition[] | null;

/** What the worker sends. */
export type WorkerMessage =
  | {
      readonly type: 'progress';
      readonly path: string;
      readonly stage: string;
      readonly done: number;
      readonly total: number | null;
    }
  | { readonly type: 'snapshot'; readonly snapshot: EarlierSnapshot }
  | { readonly type: 'error'; readonly fields: ReturnType<HeapdiffError['toFields']> | string };

const port = parentPort;
if (port !== null) {
  const shapes = new Promise<ShapesMessage>((resolve) => port.once('message', resolve));
  const send = (message: WorkerMessage, transfer: readonly ArrayBuffer[] = []): void => {
    port.postMessage(message, transfer);
  };
  const { paths, threads } = workerData as DiffTask;
  for (const path of paths) {
    try {
      const snapshot = await loadEarlier(
        path,
        async () => {
          const definitions = await shapes;
          if (definitions === null) throw new HeapdiffError('ERR_ABORTED', 'stopped on request');
          return definitions;
        },
        { onProgress: ({ stage, done, total }) => send({ type: 'progress', path, stage, done, total }) },
        threads,
      );
      send({ type: 'snapshot', snapshot }, snapshotBuffers(snapshot));
    } catch (error) {
      // A class does not survive the way between threads; its fields do.
      send({ type: 'error', fields: error instanceof HeapdiffError ? error.toFields() : String(error) });
      break;
    }
  }
}

function snapshotBuffers({ table }: EarlierSnapshot): readonly ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const column of [table.id, table.identityHash, table.shallowSize, table.classOf]) {
    // What two threads have read lies in memory that the main thread sees as well.
    const { buffer } = column as { buffer: ArrayBufferLike };
    if (buffer instanceof ArrayBuffer) buffers.add(buffer);
  }
  return [...buffers];
}

// SPDX-License-Identifier: MIT
// The other side of rows-thread.ts.

import { parentPort, workerData } from 'node:worker_threads';

import { buildBatchMemory, sharedBytes } from '../core/batch-memory.js';
import { type ByteRows, writeRows } from '../render/byte-rows.js';

/** How rows are asked for. */
export interface RowsThreadTask {
  readonly rows: ByteRows;
  readonly pieceBytes: number;
}

/** Given at the start. */
export interface RowsThreadData {
  /** Batches whose pieces stay as they are while the next one is made. */
  readonly batchesKept: number;
  /** Shared: how many batches are written. The other thread does not hear of one while it is at work itself. */
  readonly written: Int32Array;
}

const { batchesKept, written } = workerData as RowsThreadData;
const memory = buildBatchMemory(batchesKept, sharedBytes);

parentPort?.on('message', ({ rows, pieceBytes }: RowsThreadTask) => {
  parentPort?.postMessage([...writeRows(rows, pieceBytes, memory.allocate)]);
  Atomics.add(written, 0, 1);
  memory.next();
});

// SPDX-License-Identifier: MIT
// The other side of rows-thread.ts.

import { parentPort, workerData } from 'node:worker_threads';

import { buildBatchMemory } from '../core/batch-memory.js';
import { type ByteRows, writeRows } from '../render/byte-rows.js';
import { sharedBytes } from './second-thread.js';

/** How rows are asked for. */
export interface RowsThreadTask {
  readonly pieceBytes: number;
  /** Batches whose pieces stay as they are while the next one is made. */
  readonly batchesKept: number;
}

const { pieceBytes, batchesKept } = workerData as RowsThreadTask;
const memory = buildBatchMemory(batchesKept, sharedBytes);

parentPort?.on('message', (rows: ByteRows) => {
  parentPort?.postMessage([...writeRows(rows, pieceBytes, memory.allocate)]);
  memory.next();
});

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

/** Given at the start: batches whose pieces stay as they are while the next one is made. */
const memory = buildBatchMemory(workerData as number, sharedBytes);

parentPort?.on('message', ({ rows, pieceBytes }: RowsThreadTask) => {
  parentPort?.postMessage([...writeRows(rows, pieceBytes, memory.allocate)]);
  memory.next();
});

// SPDX-License-Identifier: MIT
// The other side of rows-thread.ts.

import { parentPort, workerData } from 'node:worker_threads';

import { type ByteRows, writeRows } from '../render/byte-rows.js';

/** How rows are asked for. */
export interface RowsThreadTask {
  readonly pieceBytes: number;
  /** Batches whose pieces stay as they are while the next one is made. */
  readonly batchesKept: number;
}

const { pieceBytes, batchesKept } = workerData as RowsThreadTask;
/** Memory of the pieces of each batch that is kept; taken again for the batch after those. */
const roomsOf: SharedArrayBuffer[][] = Array.from({ length: batchesKept }, () => []);
let batch = 0;

parentPort?.on('message', (rows: ByteRows) => {
  const rooms = roomsOf[batch++ % batchesKept];
  let piece = 0;
  const allocate = (bytes: number): SharedArrayBuffer => {
    const known = rooms[piece];
    const room = known !== undefined && known.byteLength >= bytes ? known : new SharedArrayBuffer(bytes);
    rooms[piece++] = room;
    return room;
  };
  parentPort?.postMessage([...writeRows(rows, pieceBytes, allocate)]);
});

// SPDX-License-Identifier: MIT
// Rows on another thread: it copies texts and digits together while this one reads the heap and writes the output.

import { Worker } from 'node:worker_threads';

import { type ByteRows, writeRows } from '../render/byte-rows.js';

/** A place that makes rows into bytes. */
export interface RowsThread {
  /** Answers come in the order of the calls. */
  write(rows: ByteRows): Promise<Iterable<Uint8Array>>;
  stop(): void;
}

/** A thread takes some 50 ms to start, in which this one writes about as many rows. */
const FEW_ROWS = 200_000;

/**
 * For few rows, and when the thread fails, this thread does the work itself.
 * @param pieceBytes as for `writeRows`
 */
export function openRowsThread(rowCount: number, pieceBytes: number): RowsThread {
  const writeHere = (rows: ByteRows): Iterable<Uint8Array> => writeRows(rows, pieceBytes);
  if (rowCount < FEW_ROWS)
    return { write: (rows) => Promise.resolve(writeHere(rows)), stop: () => undefined };
  const worker = new Worker(new URL('./rows-thread-worker.js', import.meta.url), { workerData: pieceBytes });
  let hasFailed = false;
  const waiting: ((pieces: readonly Uint8Array[] | null) => void)[] = [];
  const fail = (): void => {
    hasFailed = true;
    for (const answer of waiting.splice(0)) answer(null);
  };
  worker.on('message', (pieces: readonly Uint8Array[]) => waiting.shift()?.(pieces));
  worker.on('error', fail);
  worker.on('exit', fail);
  return {
    async write(rows) {
      if (hasFailed) return writeHere(rows);
      worker.postMessage(rows);
      const pieces = await new Promise<readonly Uint8Array[] | null>((resolve) => waiting.push(resolve));
      return pieces ?? writeHere(rows);
    },
    stop() {
      void worker.terminate();
    },
  };
}

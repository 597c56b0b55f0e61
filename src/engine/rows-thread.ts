// SPDX-License-Identifier: MIT
// Rows on another thread: it copies texts and digits together while this one reads the heap and writes the output.
// Its pieces lie in shared memory that is used again and again, and nothing is copied between the threads. When it has
// enough to do, this thread takes a batch itself.

import { Worker } from 'node:worker_threads';

import { type BatchMemory, buildBatchMemory, ownBytes, sharedBytes } from '../core/batch-memory.js';
import { type ByteRows, writeRows } from '../render/byte-rows.js';
import type { RowsThreadData, RowsThreadTask } from './rows-thread-worker.js';

/** A thread takes some 50 ms to start, in which this one writes about as many rows. */
const FEW_ROWS = 200_000;

/** Batches that the thread has while the pieces of one before them are used. */
const BATCHES_AHEAD = 4;
const BATCHES_KEPT = BATCHES_AHEAD + 1;

/** Batches that the thread must have, so that it is at work while this one is at a batch of its own. */
const ENOUGH = 2;

/** What the thread made of a batch; null if it failed. */
type Pieces = readonly Uint8Array[] | null;

/** Writes rows, once. */
export interface RowsWriter {
  /** Memory that both threads see, for the batches. */
  readonly memory: BatchMemory;
  /** Starts the thread, if that is worth while for so many rows: best while this one is busy with something else. */
  prepare(rowCount: number): void;
  /**
   * Batches of rows as bytes. For few rows, and when the thread fails, this thread does the work itself.
   * @param batches asked for while the thread is at work on those before
   * @param rowCount of all batches
   * @param pieceBytes as for `writeRows`
   * @returns pieces, each to be used before the next one is asked for
   */
  write(batches: Iterable<ByteRows>, rowCount: number, pieceBytes: number): AsyncIterable<Uint8Array>;
  /** Ends the thread, whatever it does. */
  stop(): void;
}

export function openRowsWriter(): RowsWriter {
  let thread: RowsThread | null = null;
  return {
    memory: buildBatchMemory(BATCHES_KEPT, sharedBytes),
    prepare(rowCount) {
      if (rowCount >= FEW_ROWS) thread ??= openRowsThread();
    },
    async *write(batches, rowCount, pieceBytes) {
      if (rowCount >= FEW_ROWS) yield* writeAhead((thread ??= openRowsThread()), batches, pieceBytes);
      else for (const rows of batches) yield* writeRows(rows, pieceBytes);
    },
    stop: () => thread?.stop(),
  };
}

async function* writeAhead(
  thread: RowsThread,
  batches: Iterable<ByteRows>,
  pieceBytes: number,
): AsyncIterable<Uint8Array> {
  const memory = buildBatchMemory(BATCHES_KEPT, ownBytes);
  const writeHere = (rows: ByteRows): Promise<Pieces> => {
    memory.next();
    return Promise.resolve([...writeRows(rows, pieceBytes, memory.allocate)]);
  };
  const ahead: { readonly rows: ByteRows; readonly pieces: Promise<Pieces> }[] = [];
  const takeFirst = async (): Promise<Iterable<Uint8Array>> => {
    const first = ahead.shift();
    return first === undefined ? [] : ((await first.pieces) ?? writeRows(first.rows, pieceBytes));
  };
  for (const rows of batches) {
    const isBusy = thread.waiting() >= ENOUGH;
    ahead.push({ rows, pieces: isBusy ? writeHere(rows) : thread.write({ rows, pieceBytes }) });
    if (ahead.length > BATCHES_AHEAD) yield* await takeFirst();
  }
  while (ahead.length > 0) yield* await takeFirst();
}

interface RowsThread {
  /** Answers come in the order of the calls. */
  write(task: RowsThreadTask): Promise<Pieces>;
  /** Batches that it was given and has not written. */
  waiting(): number;
  stop(): void;
}

function openRowsThread(): RowsThread {
  const written = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(new URL('./rows-thread-worker.js', import.meta.url), {
    workerData: { batchesKept: BATCHES_KEPT, written } satisfies RowsThreadData,
  });
  let sent = 0;
  let hasFailed = false;
  const waiting: ((pieces: Pieces) => void)[] = [];
  const fail = (): void => {
    hasFailed = true;
    for (const answer of waiting.splice(0)) answer(null);
  };
  worker.on('message', (pieces: readonly Uint8Array[]) => waiting.shift()?.(pieces));
  worker.on('error', fail);
  worker.on('exit', fail);
  return {
    write(task) {
      if (hasFailed) return Promise.resolve(null);
      worker.postMessage(task);
      sent++;
      return new Promise((resolve) => waiting.push(resolve));
    },
    waiting: () => sent - Atomics.load(written, 0),
    stop() {
      void worker.terminate();
    },
  };
}

// SPDX-License-Identifier: MIT
// Rows on another thread: it copies texts and digits together while this one reads the heap and writes the output.
// Its pieces lie in shared memory that is used again and again, and nothing is copied between the threads. When it has
// enough to do, this thread takes a batch itself.

import { Worker } from 'node:worker_threads';

import { type BatchMemory, buildBatchMemory, ownBytes } from '../core/batch-memory.js';
import { type ByteRows, writeRows } from '../render/byte-rows.js';
import type { RowsThreadTask } from './rows-thread-worker.js';
import { sharedBytes } from './second-thread.js';

/** A thread takes some 50 ms to start, in which this one writes about as many rows. */
const FEW_ROWS = 200_000;

/** Batches that the thread has while the pieces of one before them are used. */
const BATCHES_AHEAD = 4;
const BATCHES_KEPT = BATCHES_AHEAD + 1;

/** Batches that the thread must have, so that it is at work while this one is at a batch of its own. */
const ENOUGH = 2;

/** Memory that both threads see, for batches that `writeRowsAhead` takes. */
export function buildRowsMemory(): BatchMemory {
  return buildBatchMemory(BATCHES_KEPT, sharedBytes);
}

/** What the thread made of a batch; null if it failed. */
type Pieces = readonly Uint8Array[] | null;

/**
 * Batches of rows as bytes. For few rows, and when the thread fails, this thread does the work itself.
 * @param batches asked for while the thread is at work on those before
 * @param rowCount of all batches
 * @param pieceBytes as for `writeRows`
 * @returns pieces, each to be used before the next one is asked for
 */
export async function* writeRowsAhead(
  batches: Iterable<ByteRows>,
  rowCount: number,
  pieceBytes: number,
): AsyncIterable<Uint8Array> {
  if (rowCount < FEW_ROWS) {
    for (const rows of batches) yield* writeRows(rows, pieceBytes);
    return;
  }
  const thread = openRowsThread(pieceBytes);
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
  try {
    for (const rows of batches) {
      ahead.push({ rows, pieces: thread.waiting() < ENOUGH ? thread.write(rows) : writeHere(rows) });
      if (ahead.length > BATCHES_AHEAD) yield* await takeFirst();
    }
    while (ahead.length > 0) yield* await takeFirst();
  } finally {
    thread.stop();
  }
}

interface RowsThread {
  /** Answers come in the order of the calls. */
  write(rows: ByteRows): Promise<Pieces>;
  /** Batches that it was given and has not answered. */
  waiting(): number;
  stop(): void;
}

function openRowsThread(pieceBytes: number): RowsThread {
  const task: RowsThreadTask = { pieceBytes, batchesKept: BATCHES_KEPT };
  const worker = new Worker(new URL('./rows-thread-worker.js', import.meta.url), { workerData: task });
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
    write(rows) {
      if (hasFailed) return Promise.resolve(null);
      worker.postMessage(rows);
      return new Promise((resolve) => waiting.push(resolve));
    },
    waiting: () => waiting.length,
    stop() {
      void worker.terminate();
    },
  };
}

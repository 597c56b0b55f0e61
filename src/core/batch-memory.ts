// SPDX-License-Identifier: MIT
// Memory for work that comes in batches: that of a batch nobody needs any more is used again, because to take,
// clear and collect hundreds of megabytes of short-lived memory costs a good part of what it costs to fill them.

/** Gives memory of this many bytes or more, with anything in it: shared, where another thread is to see it. */
export type Allocate = (bytes: number) => ArrayBufferLike;

/** Memory of its own, full of zeros. */
export const ownBytes: Allocate = (bytes) => new ArrayBuffer(bytes);

/** Memory that two threads can see, full of zeros. */
export function sharedBytes(length: number): SharedArrayBuffer {
  return new SharedArrayBuffer(length);
}

/** Memory that is given again. */
export interface BatchMemory {
  /** Memory for the batch at hand. */
  readonly allocate: Allocate;
  /** The next batch begins. */
  next(): void;
}

/**
 * Begins with the first batch.
 * @param batchesKept batches, with the one at hand, whose memory stays as it is
 */
export function buildBatchMemory(batchesKept: number, allocate: Allocate): BatchMemory {
  const ofBatches: ArrayBufferLike[][] = Array.from({ length: batchesKept }, () => []);
  let batch = 0;
  let taken = 0;
  return {
    allocate(bytes) {
      const blocks = ofBatches[batch];
      const known = blocks[taken];
      const block = known !== undefined && known.byteLength >= bytes ? known : allocate(bytes);
      blocks[taken++] = block;
      return block;
    },
    next() {
      batch = (batch + 1) % batchesKept;
      taken = 0;
    },
  };
}

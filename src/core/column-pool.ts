// SPDX-License-Identifier: MIT
// Scratch columns that are used again. An analysis needs several columns as long as the graph, for a
// moment each; fresh memory costs a page fault per 4 KiB and stays resident until a collection, so a
// pool halves the peak and saves about 0.4 ms a megabyte.

import { type Allocate, ownBytes } from './batch-memory.js';

/** Hands out Uint32 scratch columns; their content is whatever the last user left. */
export interface ColumnPool {
  /** A column of at least `length` entries with unspecified content. */
  take(length: number): Uint32Array;
  /** The same with every entry 0. Entries behind `length` stay unspecified. */
  takeZeroed(length: number): Uint32Array;
  /** A column of exactly `length` 64-bit entries with unspecified content. */
  takeFloat64(length: number): Float64Array;
  /** Gives a column back. The caller must not touch it afterwards. */
  give(column: Uint32Array): void;
}

/**
 * A pool that starts empty and keeps what is given back, until it is collected itself.
 * @param allocate where new columns lie
 */
export function buildColumnPool(allocate: Allocate = ownBytes): ColumnPool {
  const free: Uint32Array[] = [];
  const take = (length: number): Uint32Array => {
    let best = -1;
    for (let i = 0; i < free.length; i++) {
      const candidate = free[i];
      if (candidate.length < length) continue;
      if (best < 0 || candidate.length < free[best].length) best = i;
    }
    if (best < 0) return new Uint32Array(allocate(4 * length), 0, length);
    const [column] = free.splice(best, 1);
    // A column as long as the edges makes several as long as the nodes. Even lengths keep 64-bit entries aligned.
    const cut = length + (length & 1);
    if (cut === 0 || column.length < 2 * cut) return column;
    free.push(column.subarray(cut));
    return column.subarray(0, cut);
  };
  return {
    take,
    takeZeroed(length) {
      const column = take(length);
      column.fill(0, 0, length);
      return column;
    },
    takeFloat64(length) {
      const { buffer, byteOffset } = take(2 * length);
      return new Float64Array(buffer, byteOffset, length);
    },
    give(column) {
      free.push(column);
    },
  };
}

// SPDX-License-Identifier: MIT
// Columns that are filled from the front while a section is read. Sized exactly when the header can be
// believed; grown by half where it says nothing. Untouched memory costs nothing, so no trimming is needed.

import type { WideArray } from '../core/columns.js';

/** Largest column that is asked for at once when the file's size does not vouch for the header's count. */
export const UNVOUCHED_CAPACITY: number = 1 << 20;

/** Gives memory of that many bytes, all 0; shared between threads or not. */
export type Memory = (length: number) => ArrayBufferLike;

/** Memory of one thread. */
export function ownMemory(length: number): ArrayBuffer {
  return new ArrayBuffer(length);
}

/** Memory of the same sort as that of a column. */
function likeMemoryOf({ buffer }: Uint8Array | WideArray): Memory {
  const isShared = typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer;
  return isShared ? (length) => new SharedArrayBuffer(length) : ownMemory;
}

/** The capacity to go to when `needed` entries do not fit. */
export function grownCapacity(capacity: number, needed: number): number {
  return Math.max(needed, capacity + (capacity >>> 1) + 1024);
}

/** A longer column with the same content; its type stays. */
export function growUint32(column: Uint32Array, capacity: number): Uint32Array {
  const larger = new Uint32Array(likeMemoryOf(column)(4 * capacity));
  larger.set(column);
  return larger;
}

/** A longer column with the same content. */
export function growUint8(column: Uint8Array, capacity: number): Uint8Array {
  const larger = new Uint8Array(likeMemoryOf(column)(capacity));
  larger.set(column);
  return larger;
}

/** A longer column with the same content, wide if it was wide. */
export function growWide(column: WideArray, capacity: number): WideArray {
  if (column instanceof Uint32Array) return growUint32(column, capacity);
  const larger = new Float64Array(likeMemoryOf(column)(8 * capacity));
  larger.set(column);
  return larger;
}

/** The same content in 64-bit entries, once a value has come that does not fit into 32. */
export function widen(column: WideArray): Float64Array {
  if (column instanceof Float64Array) return column;
  const wide = new Float64Array(likeMemoryOf(column)(8 * column.length));
  wide.set(column);
  return wide;
}

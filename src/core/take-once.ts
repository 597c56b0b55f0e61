// SPDX-License-Identifier: MIT
// What threads tell each other at once, by one number in shared memory: that work is taken by whoever comes to it first,
// or that something is so.

/** Not taken yet. */
export function buildTakeOnce(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** Of all calls, in all threads, the first is told true. */
export function takeOnce(taken: Int32Array): boolean {
  return Atomics.exchange(taken, 0, 1) === 0;
}

/** Not raised yet. */
export function buildFlag(): Int32Array {
  return buildTakeOnce();
}

export function raise(flag: Int32Array): void {
  Atomics.store(flag, 0, 1);
}

export function isRaised(flag: Int32Array): boolean {
  return Atomics.load(flag, 0) === 1;
}

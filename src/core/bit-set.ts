// SPDX-License-Identifier: MIT
// A fixed set of small integers, one bit each.

/** Bit i is bit (i & 31) of word (i >>> 5). */
export type BitSet = Uint32Array;

/** An empty set over [0, size). */
export function buildBitSet(size: number): BitSet {
  return new Uint32Array((size + 31) >>> 5);
}

/** Puts `index` into the set. */
export function addBit(set: BitSet, index: number): void {
  set[index >>> 5] |= 1 << (index & 31);
}

/** Takes `index` out of the set. */
export function removeBit(set: BitSet, index: number): void {
  set[index >>> 5] &= ~(1 << (index & 31));
}

/** Whether `index` is in the set. */
export function hasBit(set: BitSet, index: number): boolean {
  return (set[index >>> 5] & (1 << (index & 31))) !== 0;
}

/** What is in the set, in ascending order. */
export function listBits(set: BitSet): Uint32Array {
  let count = 0;
  for (let word = 0; word < set.length; word++)
    for (let left = set[word]; left !== 0; left &= left - 1) count++;
  const listed = new Uint32Array(count);
  let at = 0;
  for (let word = 0; word < set.length; word++)
    for (let left = set[word]; left !== 0; left &= left - 1)
      listed[at++] = word * 32 + 31 - Math.clz32(left & -left);
  return listed;
}

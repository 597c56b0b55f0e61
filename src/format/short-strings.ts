// SPDX-License-Identifier: MIT
// The short strings of a snapshot by length and first byte, so that a name is looked for among those alone that
// begin like it: a report looks up a hundred names, a few at a time, among millions of strings.

import type { Memory } from './growing-column.js';

/** Longest string that is listed, in bytes; names that the program knows are shorter. */
export const LONGEST_SHORT: number = 48;

/** Indexes of strings of at most `LONGEST_SHORT` bytes, in order of their keys, those of one key in their own order. */
export interface ShortStrings {
  /** Where the strings of a key start in `order`; one entry more closes the last key. */
  readonly starts: Uint32Array;
  readonly order: Uint32Array;
}

const KEYS = (LONGEST_SHORT + 1) << 8;

/** The key of strings that have this length and begin with this byte; of the empty one nothing does. */
export function keyOfShort(length: number, first: number): number {
  return (length << 8) | (length === 0 ? 0 : first);
}

/** Sorts the short strings by counting. O(strings). @param count strings, whose ends `offsets` has */
export function listShortStrings(
  bytes: Uint8Array,
  offsets: Uint32Array,
  count: number,
  memory: Memory,
): ShortStrings {
  // Entry key + 2 counts the strings of a key; summed up, entry key + 1 is where they start, and filling moves it to
  // where they end.
  const ends = new Uint32Array(KEYS + 2);
  for (let i = 0; i < count; i++) {
    const length = offsets[i + 1] - offsets[i];
    if (length <= LONGEST_SHORT) ends[keyOfShort(length, bytes[offsets[i]]) + 2]++;
  }
  for (let key = 0; key < KEYS; key++) ends[key + 2] += ends[key + 1];
  const order = new Uint32Array(memory(4 * ends[KEYS + 1]));
  for (let i = 0; i < count; i++) {
    const length = offsets[i + 1] - offsets[i];
    if (length <= LONGEST_SHORT) order[ends[keyOfShort(length, bytes[offsets[i]]) + 1]++] = i;
  }
  return { starts: ends.subarray(0, KEYS + 1), order };
}

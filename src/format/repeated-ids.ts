// SPDX-License-Identifier: MIT
// The ids of the nodes -> how many have the id of a node before them. One bit an id where ids are dense, as V8's are;
// else they are sorted. A few ns a node.

import type { WideArray } from '../core/columns.js';
import { addBit, buildBitSet, hasBit } from '../core/bit-set.js';

/** Ids up to this many times the number of nodes are dense: V8 counts by two, and skips what has died. */
const SPARSE = 64;
/** Bits have 32-bit numbers. */
const LARGEST = 2 ** 31;

/** @param ids valid in [0, count) */
export function countRepeatedIds(ids: WideArray, count: number): number {
  let largest = 0;
  for (let n = 0; n < count; n++) if (ids[n] > largest) largest = ids[n];
  let repeated = 0;
  if (largest <= Math.min(SPARSE * count, LARGEST)) {
    const seen = buildBitSet(largest + 1);
    for (let n = 0; n < count; n++) {
      if (hasBit(seen, ids[n])) repeated++;
      else addBit(seen, ids[n]);
    }
    return repeated;
  }
  const sorted = ids.slice(0, count).sort();
  for (let n = 1; n < count; n++) if (sorted[n] === sorted[n - 1]) repeated++;
  return repeated;
}

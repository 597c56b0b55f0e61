// SPDX-License-Identifier: MIT
// The ids of the nodes -> how many have the id of a node before them. One bit for the low bits of each id says which
// ids can be repeated at all; only those are sorted. V8 counts ids upwards, so in most snapshots there are hardly any.

import type { WideArray } from '../core/columns.js';
import { addBit, buildBitSet, hasBit } from '../core/bit-set.js';

/** Bits a node: ids that differ seldom share one. */
const BITS = 8;
const MOST_BITS = 2 ** 31;

/** @param ids valid in [0, count) */
export function countRepeatedIds(ids: WideArray, count: number): number {
  let size = 32;
  while (size < BITS * count && size < MOST_BITS) size *= 2;
  const lowBits = size - 1;
  const seen = buildBitSet(size);
  const shared = buildBitSet(size);
  let isAnyShared = false;
  for (let n = 0; n < count; n++) {
    const bit = ids[n] & lowBits;
    if (!hasBit(seen, bit)) addBit(seen, bit);
    else {
      addBit(shared, bit);
      isAnyShared = true;
    }
  }
  return isAnyShared ? countEqual(ids.subarray(0, count).filter((id) => hasBit(shared, id & lowBits))) : 0;
}

function countEqual(ids: WideArray): number {
  ids.sort();
  let repeated = 0;
  for (let n = 1; n < ids.length; n++) if (ids[n] === ids[n - 1]) repeated++;
  return repeated;
}

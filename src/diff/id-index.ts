// SPDX-License-Identifier: MIT
// Object id -> node ordinal. V8's ids are dense odd numbers with a few hash-like ones far away, so most of them
// index an array directly; the rest go into a hash table.

import type { WideArray } from '../core/columns.js';

/** @returns the ordinal of the node with this id, or -1 */
export type FindById = (id: number) => number;

/** Ids up to this many times the number of nodes are looked up directly. */
const DIRECT_FACTOR = 8;

/** Builds the look-up over [0, count) of a column of ids. If an id stands twice, the later node counts. */
export function buildIdIndex(id: WideArray, count: number): FindById {
  const limit = Math.min(count * DIRECT_FACTOR + 1024, 0xfffffff0);
  const direct = new Uint32Array(limit);
  let far = 0;
  for (let node = 0; node < count; node++) {
    if (id[node] < limit) direct[id[node]] = node + 1;
    else far++;
  }
  let capacity = 16;
  while (capacity < far * 2) capacity *= 2;
  const mask = capacity - 1;
  const slots = new Uint32Array(capacity);
  const slotOf = (value: number): number => {
    const folded = (value % 0x100000000) ^ Math.floor(value / 0x100000000);
    let slot = Math.imul(folded ^ (folded >>> 15), 0x9e3779b1) & mask;
    while (slots[slot] !== 0 && id[slots[slot] - 1] !== value) slot = (slot + 1) & mask;
    return slot;
  };
  if (far > 0) {
    for (let node = 0; node < count; node++) if (id[node] >= limit) slots[slotOf(id[node])] = node + 1;
  }
  return (value) => (value < limit ? direct[value] : slots[slotOf(value)]) - 1;
}

// SPDX-License-Identifier: MIT
// Interns short sequences of Uint32: equal sequences get the same dense id. A hash table over typed arrays,
// because a Map needs a string key for each of millions of look-ups and ends at 2^24 entries.

/** Ids from 0 in order of first appearance. */
export interface SequenceTable {
  /** The id of `items[0 .. length)`, new or known. */
  intern(items: Uint32Array, length: number): number;
  /** Number of different sequences so far. */
  count(): number;
  /** The items of a sequence (a view, valid until the next `intern`). */
  items(id: number): Uint32Array;
}

/** An empty table. */
export function buildSequenceTable(): SequenceTable {
  let slots = new Uint32Array(1 << 10); // id + 1, 0 = free
  let starts = new Uint32Array(1 << 9);
  let hashes = new Uint32Array(1 << 9);
  let arena = new Uint32Array(1 << 11);
  let count = 0;

  const isAt = (id: number, items: Uint32Array, length: number): boolean => {
    const start = starts[id];
    if (starts[id + 1] - start !== length) return false;
    for (let i = 0; i < length; i++) if (arena[start + i] !== items[i]) return false;
    return true;
  };
  const rehash = (): void => {
    slots = new Uint32Array(slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < count; id++) {
      let slot = hashes[id] & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
  };
  return {
    intern(items, length) {
      let hash = length;
      for (let i = 0; i < length; i++) hash = Math.imul(hash ^ items[i], 0x9e3779b1) ^ (hash >>> 15);
      hash ^= hash >>> 13;
      const mask = slots.length - 1;
      let slot = hash & mask;
      for (let entry = slots[slot]; entry !== 0; entry = slots[slot]) {
        if (isAt(entry - 1, items, length)) return entry - 1;
        slot = (slot + 1) & mask;
      }
      const id = count++;
      const start = starts[id];
      if (id + 1 >= starts.length) {
        starts = grow(starts, id + 2);
        hashes = grow(hashes, id + 2);
      }
      if (start + length > arena.length) arena = grow(arena, start + length);
      for (let i = 0; i < length; i++) arena[start + i] = items[i];
      starts[id + 1] = start + length;
      hashes[id] = hash >>> 0;
      slots[slot] = id + 1;
      if (count * 2 > slots.length) rehash();
      return id;
    },
    count: () => count,
    items: (id) => arena.subarray(starts[id], starts[id + 1]),
  };
}

function grow(column: Uint32Array, needed: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(needed, column.length * 2));
  larger.set(column);
  return larger;
}

// SPDX-License-Identifier: MIT
// Class and shallow size of a collection -> how many entries it has room for. In words (8 bytes, or 4 where
// pointers are compressed), a collection is 4 words and its table 5 or 2 and so many for each slot:
//
//   Map      4 + 2 + 3 + 7 b   words, b buckets, 2 b slots (key, value and chain each)
//   Set      4 + 2 + 3 + 5 b   (key and chain)
//   WeakMap  4 + 2 + 3 + 2 n   words, n slots
//   Array    4 + 2 + n         or 4 while it is empty
//
// Buckets and slots of tables are powers of two; whatever does not fit (own properties, other layouts) is null.
// Source: V8, src/objects/ordered-hash-table.h, js-collection.h, hash-table.h, js-array.h.

const OBJECT = 4;
const ARRAY_HEADER = 2;
const TABLE_HEADER = 3;

const TABLES: Readonly<Record<string, { readonly words: number; readonly slots: number }>> = {
  Map: { words: 7, slots: 2 },
  Set: { words: 5, slots: 2 },
  WeakMap: { words: 2, slots: 1 },
  WeakSet: { words: 2, slots: 1 },
};

function isPowerOfTwo(value: number): boolean {
  return value >= 2 && value < 2 ** 31 && Number.isInteger(value) && (value & (value - 1)) === 0;
}

/** Slots, or null where the size does not tell. @param emptyArray shallow size of an empty array, or null */
export function tellSlots(className: string, shallowSize: number, emptyArray: number | null): number | null {
  if (className === 'Array') {
    if (emptyArray !== 32 && emptyArray !== 16) return null;
    const words = (shallowSize / emptyArray) * OBJECT;
    if (words === OBJECT) return 0;
    const slots = words - OBJECT - ARRAY_HEADER;
    return Number.isInteger(slots) && slots >= 0 ? slots : null;
  }
  const table = Object.hasOwn(TABLES, className) ? TABLES[className] : undefined;
  if (table === undefined) return null;
  for (const wordSize of [8, 4]) {
    const units = (shallowSize / wordSize - OBJECT - ARRAY_HEADER - TABLE_HEADER) / table.words;
    if (isPowerOfTwo(units)) return units * table.slots;
  }
  return null;
}

/** Where the entries begin in the table of a Map or Set: behind the header and one field for each bucket; or null. */
export function tellFirstEntry(className: 'Map' | 'Set', shallowSize: number): number | null {
  const slots = tellSlots(className, shallowSize, null);
  return slots === null ? null : TABLE_HEADER + slots / TABLES[className].slots;
}

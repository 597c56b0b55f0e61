// SPDX-License-Identifier: MIT
// WeakMap entries. V8 writes each entry as two internal edges into the value, one from the table and one from
// the key, told apart only by names like
//   6 / part of key (Foo @39247) -> value (Bar @114097) pair in WeakMap (table @69733)
// Source: V8 heap-snapshot-generator.cc (SetInternalReference in ExtractEphemeronHashTableReferences);
// DevTools HeapSnapshot.ts (tryParseWeakMapEdgeName).

import type { StringIndex } from '../core/columns.js';
import { buildSequenceTable } from '../core/sequence-table.js';
import type { StringTable } from '../format/string-table.js';

const PREFIX = ' / part of key (';
const MIDDLE = ') -> value (';
const SUFFIX = ') pair in WeakMap (table @';

/** What the names of ephemeron edges say. Entry e belongs to one name. */
export interface EphemeronNames {
  /** Entry + 1 of each string, 0 for strings that are no such name; null if there are none at all. */
  readonly entryOf: Uint32Array | null;
  /** Object id of the WeakMap's table, by entry. */
  readonly tableId: readonly number[];
  /** Dense number of the pair, by entry: equal for the two edges of one WeakMap entry. */
  readonly pair: readonly number[];
  readonly pairCount: number;
}

/** Finds the names among all strings by their bytes; nothing is decoded. O(bytes of the candidates). */
export function findEphemeronNames(strings: StringTable): EphemeronNames {
  let entryOf: Uint32Array | null = null;
  const tableId: number[] = [];
  const pair: number[] = [];
  // A pair is known by the ids of its key, value and table.
  const pairs = buildSequenceTable();
  const ids = new Uint32Array(6);
  for (let i = 0; i < strings.count; i++) {
    const name = parseName(strings, i);
    if (name === null) continue;
    entryOf ??= new Uint32Array(strings.count);
    name.forEach((id, n) => {
      ids[2 * n] = id;
      ids[2 * n + 1] = id / 0x100000000;
    });
    pair.push(pairs.intern(ids, 6));
    tableId.push(name[2]);
    entryOf[i] = tableId.length;
  }
  return { entryOf, tableId, pair, pairCount: pairs.count() };
}

/** Whether a string is what V8 calls a WeakMap's entry by, whatever the objects are called. */
export function isEphemeronName(strings: StringTable, name: StringIndex): boolean {
  return findEnds(strings, name) !== null;
}

type PairIds = readonly [key: number, value: number, table: number];

/** The ids in `digits / part of key (... @K) -> value (... @V) pair in WeakMap (table @T)`, or null. */
function parseName(strings: StringTable, index: number): PairIds | null {
  const ends = findEnds(strings, index);
  if (ends === null) return null;
  const { bytes } = strings;
  const value = idBefore(bytes, ends.suffix);
  if (value === null) return null;
  for (let at = ends.afterDigits + PREFIX.length; at < ends.suffix; at++) {
    if (bytes[at] !== 0x29 || !isAt(bytes, at, MIDDLE)) continue;
    const key = idBefore(bytes, at);
    if (key !== null) return [key, value, ends.table];
  }
  return null;
}

interface NameEnds {
  readonly afterDigits: number;
  /** Where ` pair in WeakMap` begins. */
  readonly suffix: number;
  readonly table: number;
}

/** What such a name begins and ends with. */
function findEnds({ bytes, offsets }: StringTable, index: number): NameEnds | null {
  const start = offsets[index];
  const end = offsets[index + 1];
  if (end - start < PREFIX.length + MIDDLE.length + SUFFIX.length || bytes[end - 1] !== 0x29) return null;
  const afterDigits = skipDigits(bytes, start, end);
  if (afterDigits === start || !isAt(bytes, afterDigits, PREFIX)) return null;
  const table = numberBefore(bytes, end - 1);
  const suffix = table === null ? -1 : table.start - SUFFIX.length;
  if (table === null || suffix <= afterDigits || !isAt(bytes, suffix, SUFFIX)) return null;
  return { afterDigits, suffix, table: table.value };
}

function isAt(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

function skipDigits(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] >= 0x30 && bytes[at] <= 0x39) at++;
  return at;
}

/** The digits that end at `end`. */
function numberBefore(bytes: Uint8Array, end: number): { value: number; start: number } | null {
  let start = end;
  let value = 0;
  let unit = 1;
  while (bytes[start - 1] >= 0x30 && bytes[start - 1] <= 0x39) {
    value += (bytes[--start] - 0x30) * unit;
    unit *= 10;
  }
  return start === end ? null : { value, start };
}

/** The id of ` @id` that ends at `end`. */
function idBefore(bytes: Uint8Array, end: number): number | null {
  const id = numberBefore(bytes, end);
  return id !== null && bytes[id.start - 1] === 0x40 && bytes[id.start - 2] === 0x20 ? id.value : null;
}

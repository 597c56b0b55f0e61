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
const CLOSE = 0x29;

/** What the names of ephemeron edges say. Entry e belongs to one name. */
export interface EphemeronNames {
  /** Entry + 1 of each string, 0 for strings that are no such name; null if there are none at all. */
  readonly entryOf: Uint32Array | null;
  /** Object ids of key, value and the WeakMap's table: 3 an entry. */
  readonly ids: Float64Array;
  readonly count: number;
}

/** Object id of an entry's table. */
export function tableOf({ ids }: EphemeronNames, entry: number): number {
  return ids[3 * entry + 2];
}

/** Finds the names among all strings by their bytes; nothing is decoded. O(bytes of the candidates). */
export function findEphemeronNames(strings: StringTable): EphemeronNames {
  let entryOf: Uint32Array | null = null;
  let ids = new Float64Array(3 << 8);
  let count = 0;
  for (let i = 0; i < strings.count; i++) {
    if (3 * count === ids.length) ids = twiceAsLong(ids);
    if (!parseName(strings, i, ids, 3 * count)) continue;
    entryOf ??= new Uint32Array(strings.count);
    entryOf[i] = ++count;
  }
  return { entryOf, ids, count };
}

/** A dense number of each entry's WeakMap entry: equal for the two edges of one. */
export function pairEphemerons({ ids, count }: EphemeronNames): { pair: Uint32Array; pairCount: number } {
  // It is known by the ids of its key, value and table.
  const pairs = buildSequenceTable();
  const words = new Uint32Array(6);
  const pair = new Uint32Array(count);
  for (let entry = 0; entry < count; entry++) {
    for (let n = 0; n < 3; n++) {
      const id = ids[3 * entry + n];
      words[2 * n] = id;
      words[2 * n + 1] = id / 0x100000000;
    }
    pair[entry] = pairs.intern(words, 6);
  }
  return { pair, pairCount: pairs.count() };
}

function twiceAsLong(ids: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(2 * ids.length);
  longer.set(ids);
  return longer;
}

/** Whether a string is what V8 calls a WeakMap's entry by, whatever the objects are called. */
export function isEphemeronName(strings: StringTable, name: StringIndex): boolean {
  return findSuffix(strings, name) >= 0;
}

/** Puts the ids in `digits / part of key (... @K) -> value (... @V) pair in WeakMap (table @T)` into `ids`. */
function parseName(strings: StringTable, index: number, ids: Float64Array, into: number): boolean {
  const suffix = findSuffix(strings, index);
  if (suffix < 0 || !isId(strings.bytes, suffix)) return false;
  const { bytes, offsets } = strings;
  for (let at = skipDigits(bytes, offsets[index], suffix) + PREFIX.length; at < suffix; at++) {
    if (bytes[at] !== CLOSE || !isAt(bytes, at, MIDDLE) || !isId(bytes, at)) continue;
    ids[into] = numberBefore(bytes, at);
    ids[into + 1] = numberBefore(bytes, suffix);
    ids[into + 2] = numberBefore(bytes, offsets[index + 1] - 1);
    return true;
  }
  return false;
}

/** Where ` pair in WeakMap` begins in a string that begins and ends like such a name, -1 in others. */
function findSuffix({ bytes, offsets }: StringTable, index: number): number {
  const start = offsets[index];
  const end = offsets[index + 1];
  if (end - start < PREFIX.length + MIDDLE.length + SUFFIX.length || bytes[end - 1] !== CLOSE) return -1;
  const afterDigits = skipDigits(bytes, start, end);
  if (afterDigits === start || !isAt(bytes, afterDigits, PREFIX)) return -1;
  const table = digitsBefore(bytes, end - 1);
  const suffix = table - SUFFIX.length;
  return table < end - 1 && suffix > afterDigits && isAt(bytes, suffix, SUFFIX) ? suffix : -1;
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

/** Where the digits that end at `end` begin. */
function digitsBefore(bytes: Uint8Array, end: number): number {
  let start = end;
  while (bytes[start - 1] >= 0x30 && bytes[start - 1] <= 0x39) start--;
  return start;
}

/** Their value. */
function numberBefore(bytes: Uint8Array, end: number): number {
  let value = 0;
  for (let at = digitsBefore(bytes, end); at < end; at++) value = value * 10 + (bytes[at] - 0x30);
  return value;
}

/** Whether ` @id` ends at `end`. */
function isId(bytes: Uint8Array, end: number): boolean {
  const start = digitsBefore(bytes, end);
  return start < end && bytes[start - 1] === 0x40 && bytes[start - 2] === 0x20;
}

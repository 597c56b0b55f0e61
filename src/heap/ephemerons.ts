// SPDX-License-Identifier: MIT
// WeakMap entries. V8 writes each entry as two internal edges into the value, one from the table and one from
// the key, told apart only by names like
//   6 / part of key (Foo @39247) -> value (Bar @114097) pair in WeakMap (table @69733)
// Source: V8 heap-snapshot-generator.cc (SetInternalReference in ExtractEphemeronHashTableReferences);
// DevTools HeapSnapshot.ts (tryParseWeakMapEdgeName).

import type { StringIndex } from '../core/columns.js';
import { type StringTable, stringText } from '../format/string-table.js';

const NAME = /^\d+( \/ part of key \(.*? @\d+\) -> value \(.*? @\d+\) pair in WeakMap \(table @(\d+)\))$/;
const PREFIX = ' / part of key (';

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

/** Finds the names among all strings: one look at the first bytes of each, a decode for the few candidates. */
export function findEphemeronNames(strings: StringTable): EphemeronNames {
  let entryOf: Uint32Array | null = null;
  const tableId: number[] = [];
  const pair: number[] = [];
  const pairs = new Map<string, number>();
  for (let i = 0; i < strings.count; i++) {
    if (!isCandidate(strings, i)) continue;
    const match = NAME.exec(stringText(strings, i as StringIndex));
    if (!match) continue;
    entryOf ??= new Uint32Array(strings.count);
    const number = pairs.get(match[1]) ?? pairs.size;
    pairs.set(match[1], number);
    pair.push(number);
    tableId.push(Number(match[2]));
    entryOf[i] = tableId.length;
  }
  return { entryOf, tableId, pair, pairCount: pairs.size };
}

function isCandidate(strings: StringTable, index: number): boolean {
  const { bytes, offsets } = strings;
  const end = offsets[index + 1];
  let at = offsets[index];
  if (end - at < PREFIX.length + 30) return false;
  if (bytes[at] < 0x30 || bytes[at] > 0x39) return false;
  while (at < end && bytes[at] >= 0x30 && bytes[at] <= 0x39) at++;
  for (let i = 0; i < PREFIX.length; i++) if (bytes[at + i] !== PREFIX.charCodeAt(i)) return false;
  return true;
}

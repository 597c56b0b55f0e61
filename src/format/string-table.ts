// SPDX-License-Identifier: MIT
// The strings of a snapshot as the bytes of the file and one offset each; decoded one by one on demand.
// A heap of 500 MB has a million strings, of which a report shows a hundred.

import type { StringIndex } from '../core/columns.js';
import { LONGEST_SHORT, type ShortStrings, keyOfShort } from './short-strings.js';

const BACKSLASH = 0x5c;
// A byte order mark inside a string is a character like any other.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Strings by index. Texts are decoded anew at each call: keep what is needed again. */
export interface StringTable {
  readonly count: number;
  /** Bytes of all strings as they stand in the file, escapes included, quotes left out. */
  readonly bytes: Uint8Array;
  /** Where string i starts in `bytes`; entry `count` closes the last one. */
  readonly offsets: Uint32Array;
  readonly short: ShortStrings;
}

/** Decodes one string. Escapes are resolved, invalid UTF-8 becomes U+FFFD, lone surrogates stay. */
export function stringText(table: StringTable, index: StringIndex): string {
  const start = table.offsets[index];
  const end = table.offsets[index + 1];
  const bytes = table.bytes.subarray(start, end);
  const text = decoder.decode(bytes);
  return bytes.includes(BACKSLASH) ? (JSON.parse(`"${text}"`) as string) : text;
}

/** Whether string `index` is exactly this text of printable ASCII without quotes and backslashes. */
export function isString(table: StringTable, index: StringIndex, text: string): boolean {
  const start = table.offsets[index];
  if (table.offsets[index + 1] - start !== text.length) return false;
  for (let i = 0; i < text.length; i++) {
    if (table.bytes[start + i] !== text.charCodeAt(i)) return false;
  }
  return true;
}

/** Whether string `index` starts with this text of printable ASCII. */
export function startsWith(table: StringTable, index: StringIndex, text: string): boolean {
  const start = table.offsets[index];
  if (table.offsets[index + 1] - start < text.length) return false;
  for (let i = 0; i < text.length; i++) {
    if (table.bytes[start + i] !== text.charCodeAt(i)) return false;
  }
  return true;
}

/** The number that string `index` writes in digits alone; NaN for any other text. */
export function digitsOf({ bytes, offsets }: StringTable, index: StringIndex): number {
  const start = offsets[index];
  const end = offsets[index + 1];
  let value = start === end ? NaN : 0;
  for (let at = start; at < end; at++) {
    const digit = bytes[at] - 0x30;
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : NaN;
  }
  return value;
}

/** The first index at which each of some ASCII texts stands, or -1. O(strings that are as long and begin like it). */
export function findStrings(table: StringTable, texts: readonly string[]): StringIndex[] {
  return texts.map((text) =>
    text.length <= LONGEST_SHORT ? findShort(table, text) : findAmongAll(table, text),
  );
}

function findShort(table: StringTable, text: string): StringIndex {
  const { starts, order } = table.short;
  const key = keyOfShort(text.length, text.charCodeAt(0));
  for (let at = starts[key]; at < starts[key + 1]; at++)
    if (isString(table, order[at] as StringIndex, text)) return order[at] as StringIndex;
  return -1 as StringIndex;
}

function findAmongAll(table: StringTable, text: string): StringIndex {
  for (let index = 0 as StringIndex; index < table.count; index++)
    if (isString(table, index, text)) return index;
  return -1 as StringIndex;
}

/** FNV-1a over a string's bytes: equal strings of two snapshots have equal hashes. */
export function stringHash(table: StringTable, index: StringIndex): number {
  const { bytes, offsets } = table;
  const end = offsets[index + 1];
  let hash = 0x811c9dc5;
  for (let i = offsets[index]; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  return hash >>> 0;
}

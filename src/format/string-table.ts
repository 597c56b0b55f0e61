// SPDX-License-Identifier: MIT
// The strings of a snapshot as the bytes of the file and one offset each; decoded one by one on demand.
// A heap of 500 MB has a million strings, of which a report shows a hundred.

import type { StringIndex } from '../core/columns.js';

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

/** @param first byte of the text; of an empty one nothing */
function keyOf(length: number, first: number): number {
  return (length << 8) | (length === 0 ? 0 : first);
}

/** The first index at which each of some ASCII texts stands, or -1. One pass over the offsets. */
export function findStrings(table: StringTable, texts: readonly string[]): StringIndex[] {
  const found = texts.map(() => -1 as StringIndex);
  const { bytes, offsets, count } = table;
  // By length and first byte: nearly all strings fail that test.
  const lengths = texts.map((text) => text.length);
  const longest = Math.max(0, ...lengths);
  const isWanted = new Uint8Array((longest + 1) << 8);
  for (const text of texts) isWanted[keyOf(text.length, text.charCodeAt(0))] = 1;
  for (let i = 0; i < count; i++) {
    const start = offsets[i];
    const length = offsets[i + 1] - start;
    if (length > longest || isWanted[keyOf(length, bytes[start])] === 0) continue;
    for (let t = 0; t < texts.length; t++)
      if (lengths[t] === length && found[t] < 0 && isString(table, i as StringIndex, texts[t]))
        found[t] = i as StringIndex;
  }
  return found;
}

/** FNV-1a over a string's bytes: equal strings of two snapshots have equal hashes. */
export function stringHash(table: StringTable, index: StringIndex): number {
  const { bytes, offsets } = table;
  const end = offsets[index + 1];
  let hash = 0x811c9dc5;
  for (let i = offsets[index]; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  return hash >>> 0;
}

// SPDX-License-Identifier: MIT
// The `strings` section -> string table. Cost: one copy of the section's bytes and 8 bytes a string.

import { HeapdiffError } from '../core/errors.js';
import { type ByteWindow, offsetOf, refillWindow } from '../tokens/byte-window.js';
import { END_OF_INPUT, expectByte, peekByte, unexpected } from '../tokens/json-cursor.js';
import { scanString } from '../tokens/string-scan.js';
import { isUtf8 } from '../tokens/utf8.js';
import { type Memory, growUint32, growUint8, grownCapacity, ownMemory } from './growing-column.js';
import { completed } from './record-error.js';
import { listShortStrings } from './short-strings.js';
import type { StringTable } from './string-table.js';

/** The strings, and how many of them are no UTF-8. */
export interface ReadStrings extends StringTable {
  readonly malformed: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const LINE_FEED = 0x0a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
/** Offsets are 32 bits wide. */
const MAX_STRING_BYTES = 0xffffffff;
/** Most that is reserved at once; memory that is not written costs nothing. */
const MAX_HINT = 1 << 29;

/**
 * Reads an array of strings, brackets included.
 * @param sizeHint bytes that the section has at most, 0 = unknown
 * @throws HeapdiffError `ERR_SYNTAX`, `ERR_BAD_STRING`, `ERR_TRUNCATED`, `ERR_LIMIT`
 */
export async function readStrings(
  window: ByteWindow,
  sizeHint: number = 0,
  memory: Memory = ownMemory,
): Promise<ReadStrings> {
  const table: GrowingTable = {
    bytes: new Uint8Array(memory(Math.min(MAX_HINT, Math.max(sizeHint, 1 << 16)))),
    offsets: new Uint32Array(memory(1 << 14)),
    count: 0,
    malformed: 0,
  };
  await expectByte(window, OPEN_ARRAY);
  if ((await peekByte(window)) === CLOSE_ARRAY) {
    window.position++;
    return closeTable(table, memory);
  }
  for (;;) {
    takePlainStrings(window, table);
    await readOneString(window, table);
    const byte = await peekByte(window);
    if (byte !== COMMA && byte !== CLOSE_ARRAY) {
      throw completed(unexpected(window, byte, "',' or ']'"), { recordIndex: table.count });
    }
    window.position++;
    if (byte === CLOSE_ARRAY) return closeTable(table, memory);
  }
}

/** A string table that is being filled. */
interface GrowingTable {
  bytes: Uint8Array;
  offsets: Uint32Array;
  count: number;
  malformed: number;
}

function closeTable({ bytes, offsets, count, malformed }: GrowingTable, memory: Memory): ReadStrings {
  return { bytes, offsets, count, malformed, short: listShortStrings(bytes, offsets, count, memory) };
}

/** Any string, whatever is in it and wherever the window ends. */
async function readOneString(window: ByteWindow, table: GrowingTable): Promise<void> {
  const start = table.offsets[table.count];
  let used = start;
  if (window.bytes[window.position] !== QUOTE) await expectQuote(window, table.count);
  window.position++;
  for (;;) {
    const close = scanString(window, window.position);
    const stop = close < 0 ? ~close : close;
    const length = stop - window.position;
    if (used + length > table.bytes.length) {
      if (used + length > MAX_STRING_BYTES) throw tooManyBytes(window);
      const capacity = Math.min(MAX_STRING_BYTES, Math.max(used + length, 2 * table.bytes.length));
      table.bytes = growUint8(table.bytes, capacity);
    }
    table.bytes.set(window.bytes.subarray(window.position, stop), used);
    used += length;
    window.position = close < 0 ? stop : stop + 1;
    if (close >= 0) break;
    if (!(await refillWindow(window))) {
      throw completed(unexpected(window, END_OF_INPUT, 'the end of a string'), { recordIndex: table.count });
    }
  }
  if (!isUtf8(table.bytes, start, used)) table.malformed++;
  endString(table, used);
}

function endString(table: GrowingTable, used: number): void {
  const count = ++table.count;
  if (count === table.offsets.length)
    table.offsets = growUint32(table.offsets, grownCapacity(count, count + 1));
  table.offsets[count] = used;
}

/** What ends the copying of a plain string: its quote, or what needs a closer look. V8 writes ASCII only. */
const SPECIAL = new Uint8Array(256);
SPECIAL.fill(1, 0, 0x20);
SPECIAL[QUOTE] = 1;
SPECIAL[BACKSLASH] = 1;
SPECIAL.fill(1, 0x80);

/**
 * The fast path: strings of ASCII without escapes, all in the window and followed by a comma, checked and copied in
 * one go. It stops in front of the first string that is anything else.
 */
function takePlainStrings(window: ByteWindow, table: GrowingTable): void {
  const from = window.bytes;
  const to = table.bytes;
  let position = window.position;
  let used = table.offsets[table.count];
  for (;;) {
    if (from[position] === LINE_FEED) position++;
    if (from[position] !== QUOTE) break;
    let at = position + 1;
    let end = used;
    let byte = from[at];
    while (SPECIAL[byte] === 0 && end < to.length) {
      to[end++] = byte;
      byte = from[++at];
    }
    if (byte !== QUOTE) break;
    if (from[++at] === LINE_FEED) at++;
    if (from[at] !== COMMA) break;
    position = at + 1;
    used = end;
    endString(table, used);
  }
  window.position = position;
}

async function expectQuote(window: ByteWindow, recordIndex: number): Promise<void> {
  const byte = await peekByte(window);
  if (byte !== QUOTE) throw completed(unexpected(window, byte, 'a string'), { recordIndex });
}

function tooManyBytes(window: ByteWindow): HeapdiffError {
  return new HeapdiffError('ERR_LIMIT', 'more than 4 GiB of strings', {
    byteOffset: offsetOf(window),
    expected: 'at most 4294967295 bytes of strings',
    actual: 'more',
  });
}

// SPDX-License-Identifier: MIT
// The `strings` section -> string table. Cost: one copy of the section's bytes and 4 bytes a string.

import { HeapdiffError } from '../core/errors.js';
import { type ByteWindow, offsetOf, refillWindow } from '../tokens/byte-window.js';
import { END_OF_INPUT, expectByte, peekByte, unexpected } from '../tokens/json-cursor.js';
import { scanString } from '../tokens/string-scan.js';
import { growUint32, growUint8, grownCapacity } from './growing-column.js';
import { completed } from './record-error.js';
import type { StringTable } from './string-table.js';

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
/** Offsets are 32 bits wide. */
const MAX_STRING_BYTES = 0xffffffff;

/**
 * Reads an array of strings, brackets included.
 * @throws HeapdiffError `ERR_SYNTAX`, `ERR_BAD_STRING`, `ERR_TRUNCATED`, `ERR_LIMIT`
 */
export async function readStrings(window: ByteWindow): Promise<StringTable> {
  let bytes: Uint8Array = new Uint8Array(1 << 16);
  let offsets: Uint32Array = new Uint32Array(1 << 12);
  let count = 0;
  let used = 0;
  await expectByte(window, OPEN_ARRAY);
  if ((await peekByte(window)) === CLOSE_ARRAY) {
    window.position++;
    return { count: 0, bytes, offsets };
  }
  for (;;) {
    if (window.bytes[window.position] !== QUOTE) await expectQuote(window, count);
    window.position++;
    for (;;) {
      const close = scanString(window, window.position);
      const stop = close < 0 ? ~close : close;
      const length = stop - window.position;
      if (used + length > bytes.length) {
        if (used + length > MAX_STRING_BYTES) throw tooManyBytes(window);
        bytes = growUint8(bytes, Math.min(MAX_STRING_BYTES, Math.max(used + length, 2 * bytes.length)));
      }
      copyBytes(window.bytes, window.position, stop, bytes, used);
      used += length;
      window.position = close < 0 ? stop : stop + 1;
      if (close >= 0) break;
      if (!(await refillWindow(window))) {
        throw completed(unexpected(window, END_OF_INPUT, 'the end of a string'), { recordIndex: count });
      }
    }
    count++;
    if (count === offsets.length) offsets = growUint32(offsets, grownCapacity(count, count + 1));
    offsets[count] = used;
    if (window.bytes[window.position] === COMMA) {
      window.position++;
      continue;
    }
    const byte = await peekByte(window);
    if (byte !== COMMA && byte !== CLOSE_ARRAY) {
      throw completed(unexpected(window, byte, "',' or ']'"), { recordIndex: count });
    }
    window.position++;
    if (byte === CLOSE_ARRAY) return { count, bytes, offsets };
  }
}

async function expectQuote(window: ByteWindow, recordIndex: number): Promise<void> {
  const byte = await peekByte(window);
  if (byte !== QUOTE) throw completed(unexpected(window, byte, 'a string'), { recordIndex });
}

/** Most strings are a few bytes long, where a loop beats a call. */
function copyBytes(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): void {
  if (end - start > 64) {
    to.set(from.subarray(start, end), at);
    return;
  }
  for (let i = start, j = at; i < end; i++, j++) to[j] = from[i];
}

function tooManyBytes(window: ByteWindow): HeapdiffError {
  return new HeapdiffError('ERR_LIMIT', 'more than 4 GiB of strings', {
    byteOffset: offsetOf(window),
    expected: 'at most 4294967295 bytes of strings',
    actual: 'more',
  });
}

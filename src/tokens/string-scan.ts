// SPDX-License-Identifier: MIT
// Finds the end of a JSON string whose opening quote has been read, and checks it on the way:
// no raw control byte, no unknown escape. The bytes themselves are left as they are.

import { HeapdiffError } from '../core/errors.js';
import { describeByte } from './describe-bytes.js';
import type { ByteWindow } from './byte-window.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;
/** `\uXXXX` without the backslash. */
const UNICODE_ESCAPE = 5;

/** Says for each byte whether it may follow a backslash. */
const ESCAPABLE = new Uint8Array(256);
for (const char of '"\\/bfnrtu') ESCAPABLE[char.charCodeAt(0)] = 1;

/**
 * Scans from `from` to the closing quote.
 * @returns the position of the closing quote, or the one's complement (negative) of the position up to
 *   which the bytes in the window belong to the string when it goes on in the next chunk
 * @throws HeapdiffError `ERR_BAD_STRING` with `byteOffset`
 */
export function scanString(window: ByteWindow, from: number): number {
  const bytes = window.bytes;
  const end = window.end;
  let position = from;
  for (;;) {
    let byte = bytes[position];
    while (byte !== QUOTE && byte !== BACKSLASH && byte >= 0x20) byte = bytes[++position];
    if (byte === QUOTE) return position;
    if (position >= end) return ~end;
    if (byte !== BACKSLASH) throw stringError(window, position, `${describeByte(byte)} must be escaped`);
    const escape = bytes[position + 1];
    const length = escape === LETTER_U ? UNICODE_ESCAPE : 1;
    if (position + length >= end) return ~position; // scanned again when the rest is there
    if (ESCAPABLE[escape] !== 1) {
      throw stringError(window, position, `unknown escape, a backslash before ${describeByte(escape)}`);
    }
    if (escape === LETTER_U) checkHex(window, position + 2);
    position += length + 1;
  }
}

function checkHex(window: ByteWindow, from: number): void {
  for (let i = from; i < from + 4; i++) {
    const byte = window.bytes[i];
    const lower = byte | 0x20;
    const isHex = (byte >= 0x30 && byte <= 0x39) || (lower >= 0x61 && lower <= 0x66);
    if (!isHex) throw stringError(window, i, `${describeByte(byte)} is no hexadecimal digit`);
  }
}

function stringError(window: ByteWindow, position: number, what: string): HeapdiffError {
  return new HeapdiffError('ERR_BAD_STRING', `bad string: ${what}`, {
    byteOffset: window.base + position,
    expected: 'a JSON string',
    actual: what,
  });
}

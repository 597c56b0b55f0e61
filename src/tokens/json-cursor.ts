// SPDX-License-Identifier: MIT
// Reads JSON's structure token by token, pulling more bytes when the window runs out.
// For the few places where speed does not matter: keys, brackets, the header.

import { HeapdiffError } from '../core/errors.js';
import { describeByte } from './describe-bytes.js';
import { isWhiteSpace } from './integer-run.js';
import { type ByteWindow, offsetOf, refillWindow } from './byte-window.js';
import { scanString } from './string-scan.js';

const QUOTE = 0x22;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What `peekByte` returns at the end of input. */
export const END_OF_INPUT = -1;

/** Skips white space. @returns the next byte, not consumed, or END_OF_INPUT */
export async function peekByte(window: ByteWindow): Promise<number> {
  for (;;) {
    while (window.position < window.end) {
      const byte = window.bytes[window.position];
      if (!isWhiteSpace(byte)) return byte;
      window.position++;
    }
    if (!(await refillWindow(window))) return END_OF_INPUT;
  }
}

/**
 * Consumes one given byte after white space.
 * @throws HeapdiffError `ERR_SYNTAX`, or `ERR_TRUNCATED` at the end of input
 */
export async function expectByte(window: ByteWindow, wanted: number): Promise<void> {
  const byte = await peekByte(window);
  if (byte !== wanted) throw unexpected(window, byte, describeByte(wanted));
  window.position++;
}

/** The error for a byte that does not belong here. */
export function unexpected(window: ByteWindow, byte: number, expected: string): HeapdiffError {
  const byteOffset = offsetOf(window);
  if (byte === END_OF_INPUT) {
    return new HeapdiffError('ERR_TRUNCATED', `ends where ${expected} should be`, {
      byteOffset,
      expected,
      actual: 'end of input',
    });
  }
  const actual = describeByte(byte);
  return new HeapdiffError('ERR_SYNTAX', `expected ${expected}, found ${actual}`, {
    byteOffset,
    expected,
    actual,
  });
}

/**
 * Reads the key of an object, of at most `limit` bytes, and decodes it.
 * @throws HeapdiffError `ERR_SYNTAX`, `ERR_BAD_STRING`, `ERR_TRUNCATED`, `ERR_LIMIT`
 */
export async function readKey(window: ByteWindow, limit: number): Promise<string> {
  const first = await peekByte(window);
  if (first !== QUOTE) throw unexpected(window, first, 'a key in quotes');
  window.position++;
  for (;;) {
    const close = scanString(window, window.position);
    const length = (close < 0 ? ~close : close) - window.position;
    if (length > limit) {
      throw new HeapdiffError('ERR_LIMIT', `string longer than ${String(limit)} bytes`, {
        byteOffset: offsetOf(window),
        expected: `at most ${String(limit)} bytes`,
        actual: 'a longer string',
      });
    }
    if (close >= 0) {
      const text = decoder.decode(window.bytes.subarray(window.position - 1, close + 1));
      window.position = close + 1;
      return JSON.parse(text) as string;
    }
    // Keep the opening quote's place: the scan starts over with more bytes behind it.
    window.position--;
    const more = await refillWindow(window);
    window.position++;
    if (!more) throw unexpected(window, END_OF_INPUT, 'the end of a string');
  }
}

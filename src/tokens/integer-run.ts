// SPDX-License-Identifier: MIT
// The hot loop of the whole program: a JSON array of non-negative integers, as bytes, becomes numbers.
//
//   bytes of the array -> blocks of exact integers (Float64), one call a block
//
// Cost: about 10 ns a number. Digits 1 to 9 are summed in int32; longer numbers are read once more in
// float64, where every integer up to 2^53 - 1 is exact. The 0 behind the window's end stops every digit loop.

import { HeapdiffError } from '../core/errors.js';
import type { ByteWindow } from './byte-window.js';

const COMMA = 0x2c;
const CLOSE = 0x5d;
const ZERO = 0x30;
/** More digits than any number up to 2^53 - 1 has. */
const MAX_DIGITS = 16;

/** Where a scan of an array of integers stands. */
export interface IntegerRun {
  /** True between a number and the comma after it. */
  afterNumber: boolean;
  /** True until the first number has been read: only then may the array close at once. */
  first: boolean;
  /** True once the closing bracket has been read. */
  closed: boolean;
}

/** The state just behind the opening bracket. */
export function beginIntegerRun(): IntegerRun {
  return { afterNumber: false, first: true, closed: false };
}

/**
 * Reads numbers into `out` from index `from` until `out` is full, the array closes, or the window holds
 * no further whole token.
 * @returns the index behind the last number written
 * @throws HeapdiffError `ERR_BAD_NUMBER` (sign, fraction, exponent, leading zero, not a number),
 *   `ERR_NUMBER_RANGE` (above 2^53 - 1), `ERR_SYNTAX` (anything else between numbers); all with `byteOffset`
 */
export function scanIntegers(window: ByteWindow, run: IntegerRun, out: Float64Array, from: number): number {
  const bytes = window.bytes;
  const end = window.end;
  const limit = out.length;
  let position = window.position;
  let count = from;
  let afterNumber = run.afterNumber;
  for (;;) {
    // Between numbers: one comma, or the end of the array, and any white space.
    let byte = bytes[position];
    if (afterNumber) {
      if (byte !== COMMA) {
        while (isWhiteSpace(byte)) byte = bytes[++position];
        if (byte === CLOSE) {
          run.closed = true;
          position++;
          break;
        }
        if (position >= end) break;
        if (byte !== COMMA) throw syntaxError(window, position, byte);
      }
      afterNumber = false;
      run.first = false;
      byte = bytes[++position];
    }
    if (count === limit) break;
    let value = byte - ZERO;
    if (value >>> 0 > 9) {
      while (isWhiteSpace(byte)) byte = bytes[++position];
      if (position >= end) break;
      if (byte === CLOSE && run.first) {
        run.closed = true;
        position++;
        break;
      }
      value = byte - ZERO;
      if (value >>> 0 > 9) throw numberError(window, position);
    }
    const start = position;
    for (;;) {
      const digit = (bytes[++position]) - ZERO;
      if (digit >>> 0 > 9) break;
      value = (Math.imul(value, 10) + digit) | 0;
    }
    if (position >= end && !window.atEndOfInput) {
      position = start; // the number may go on in the next chunk
      if (end - start > MAX_DIGITS) throw rangeError(window, start);
      break;
    }
    const length = position - start;
    if (length > 9) value = longNumber(window, start, position);
    else if (length > 1 && bytes[start] === ZERO) throw numberError(window, start);
    out[count++] = value;
    afterNumber = true;
  }
  run.afterNumber = afterNumber;
  window.position = position;
  return count;
}

/** JSON's white space. */
export function isWhiteSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function longNumber(window: ByteWindow, start: number, end: number): number {
  if (window.bytes[start] === ZERO) throw numberError(window, start);
  if (end - start > MAX_DIGITS) throw rangeError(window, start);
  let value = 0;
  for (let i = start; i < end; i++) value = value * 10 + ((window.bytes[i]) - ZERO);
  if (value > Number.MAX_SAFE_INTEGER) throw rangeError(window, start);
  return value;
}

/** Printable text of a byte for error messages. */
export function describeByte(byte: number): string {
  return byte > 0x20 && byte < 0x7f
    ? `'${String.fromCharCode(byte)}'`
    : `byte 0x${byte.toString(16).padStart(2, '0')}`;
}

function syntaxError(window: ByteWindow, position: number, byte: number): HeapdiffError {
  const actual = describeByte(byte);
  const after = byte === 0x2e || byte === 0x65 || byte === 0x45;
  return new HeapdiffError(
    after ? 'ERR_BAD_NUMBER' : 'ERR_SYNTAX',
    `expected ${after ? 'a whole number' : "',' or ']'"}, found ${actual}`,
    { byteOffset: window.base + position, expected: after ? 'a whole number' : "',' or ']'", actual },
  );
}

function numberError(window: ByteWindow, position: number): HeapdiffError {
  const byte = window.bytes[position];
  const actual = byte === ZERO ? 'a leading zero' : describeByte(byte);
  return new HeapdiffError('ERR_BAD_NUMBER', `expected a non-negative whole number, found ${actual}`, {
    byteOffset: window.base + position,
    expected: 'a non-negative whole number',
    actual,
  });
}

function rangeError(window: ByteWindow, start: number): HeapdiffError {
  return new HeapdiffError('ERR_NUMBER_RANGE', 'number above 2^53 - 1', {
    byteOffset: window.base + start,
    expected: 'at most 9007199254740991',
    actual: 'a larger number',
  });
}

// SPDX-License-Identifier: MIT
// The hot loop of the whole program: a JSON array of non-negative integers, as bytes, becomes numbers.
//
//   bytes of the array -> blocks of exact integers (Float64), one call a block
//
// Cost: about 10 ns a number. Up to nine digits are summed in int32; longer numbers are read in float64,
// where every integer up to 2^53 - 1 is exact. The 0 behind the window's end stops every digit loop.

import { HeapdiffError } from '../core/errors.js';
import type { ByteWindow } from './byte-window.js';
import { describeByte } from './describe-bytes.js';

const COMMA = 0x2c;
const CLOSE = 0x5d;
const ZERO = 0x30;
const LINE_FEED = 0x0a;
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
  let count = from;
  for (;;) {
    if (!run.afterNumber) count = scanPlainIntegers(window, run, out, count);
    const before = window.position;
    const counted = count;
    count = scanOneInteger(window, run, out, count);
    if (run.closed || count === out.length || (count === counted && window.position === before)) return count;
  }
}

/**
 * The fast path, for what V8 writes: numbers of up to nine digits, each followed by a comma or by a line
 * feed and a comma. It stops, without an error, in front of the first number that is anything else.
 */
function scanPlainIntegers(window: ByteWindow, run: IntegerRun, out: Float64Array, from: number): number {
  const bytes = window.bytes;
  const limit = out.length;
  let position = window.position;
  let count = from;
  while (count < limit) {
    const start = position;
    let value = bytes[position] - ZERO;
    if (value >>> 0 > 9) break;
    let digit = bytes[++position] - ZERO;
    if (digit >>> 0 <= 9) {
      if (value === 0) {
        position = start;
        break;
      }
      do {
        value = (Math.imul(value, 10) + digit) | 0;
        digit = bytes[++position] - ZERO;
      } while (digit >>> 0 <= 9);
      if (position - start > 9) {
        position = start;
        break;
      }
    }
    if (digit === COMMA - ZERO) {
      position++;
    } else if (digit === LINE_FEED - ZERO && bytes[position + 1] === COMMA) {
      position += 2;
    } else {
      position = start;
      break;
    }
    out[count++] = value;
  }
  if (count > from) run.first = false;
  window.position = position;
  return count;
}

/** Any legal number with anything legal around it; at most one number a call. */
function scanOneInteger(window: ByteWindow, run: IntegerRun, out: Float64Array, from: number): number {
  const { bytes, end } = window;
  let position = window.position;
  let count = from;
  let byte = bytes[position];
  while (isWhiteSpace(byte)) byte = bytes[++position];
  window.position = position;
  if (position >= end) return count;
  if (byte === CLOSE && (run.afterNumber || run.first)) {
    run.closed = true;
    window.position++;
    return count;
  }
  if (run.afterNumber) {
    if (byte !== COMMA) throw syntaxError(window, position, byte);
    run.afterNumber = false;
    run.first = false;
    window.position++;
    return count;
  }
  if (count === out.length) return count;
  if ((byte - ZERO) >>> 0 > 9) throw numberError(window, position);
  const start = position;
  while ((bytes[position] - ZERO) >>> 0 <= 9) position++;
  if (position - start > MAX_DIGITS) throw rangeError(window, start);
  if (position >= end) return count; // it may go on in the next chunk; no array ends with a number
  out[count++] = numberAt(window, start, position);
  run.afterNumber = true;
  window.position = position;
  return count;
}

/** JSON's white space. */
export function isWhiteSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function numberAt(window: ByteWindow, start: number, end: number): number {
  if (end - start > 1 && window.bytes[start] === ZERO) throw numberError(window, start);
  let value = 0;
  for (let i = start; i < end; i++) value = value * 10 + (window.bytes[i] - ZERO);
  if (value > Number.MAX_SAFE_INTEGER) throw rangeError(window, start);
  return value;
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

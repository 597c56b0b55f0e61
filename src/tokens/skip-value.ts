// SPDX-License-Identifier: MIT
// Passes over one JSON value of any size and depth, and checks it to the letter: what is skipped must be
// as sound as what is read, or a damaged file could pass for a good one. No recursion; one byte a level.
// Cost: about 5 ns a byte; whole sections are passed over when a byte is looked for.

import { HeapdiffError } from '../core/errors.js';
import { quoteBytes } from './describe-bytes.js';
import { isWhiteSpace } from './integer-run.js';
import { END_OF_INPUT, unexpected } from './json-cursor.js';
import { type ByteWindow, offsetOf, refillWindow } from './byte-window.js';
import { scanString } from './string-scan.js';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const ZERO = 0x30;
const OPEN_ARRAY = 0x5b;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
/** Longer numbers are legal JSON, but no producer writes them. */
const MAX_SCALAR_BYTES = 1024;
const MAX_DEPTH = 1 << 20;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Told of every byte that is passed over, white space included, in order; the memory is reused. */
export type ByteSink = (chunk: Uint8Array) => void;

/** What may come next. */
const Next = {
  value: 0,
  valueOrClose: 1,
  key: 2,
  keyOrClose: 3,
  colon: 4,
  commaOrClose: 5,
  nothing: 6,
} as const;

/** For messages, by the state. */
const EXPECTED = ['a value', 'a value', 'a key in quotes', 'a key in quotes', "':'"];

interface Skipping {
  next: number;
  /** Closing bracket wanted at each level. */
  open: Uint8Array;
  depth: number;
  /** The window stands inside a string, which is a key or a value. */
  inString: boolean;
}

/**
 * Consumes one JSON value, white space before it included.
 * @throws HeapdiffError `ERR_SYNTAX`, `ERR_BAD_STRING`, `ERR_TRUNCATED`, `ERR_LIMIT`
 */
export async function skipValue(window: ByteWindow, sink?: ByteSink): Promise<void> {
  const state: Skipping = { next: Next.value, open: new Uint8Array(64), depth: 0, inString: false };
  for (;;) {
    const from = window.position;
    const done = skipTokens(window, state);
    sink?.(window.bytes.subarray(from, window.position));
    if (done) return;
    const wasAtEnd = window.atEndOfInput;
    if (await refillWindow(window)) continue;
    // A number may end with the input, which shows only now.
    if (wasAtEnd) throw unexpected(window, END_OF_INPUT, expectedBy(state));
  }
}

/** Takes every whole token in the window. @returns true at the end of the value */
function skipTokens(window: ByteWindow, state: Skipping): boolean {
  const { bytes, end } = window;
  while (state.next !== Next.nothing) {
    if (state.inString) {
      if (!skipString(window, state)) return false;
      continue;
    }
    const byte = bytes[window.position];
    if (isWhiteSpace(byte)) window.position++;
    else if (window.position >= end) return false;
    else if (!takeToken(window, state, byte)) return false;
  }
  return true;
}

/** @returns false if the token may go on behind the window */
function takeToken(window: ByteWindow, state: Skipping, byte: number): boolean {
  const { next } = state;
  const mayClose = next === Next.commaOrClose || next === Next.valueOrClose || next === Next.keyOrClose;
  if (mayClose && byte === state.open[state.depth - 1]) {
    window.position++;
    state.depth--;
    valueDone(state);
  } else if (next === Next.commaOrClose) {
    if (byte !== COMMA) throw unexpected(window, byte, expectedBy(state));
    window.position++;
    state.next = state.open[state.depth - 1] === CLOSE_OBJECT ? Next.key : Next.value;
  } else if (next === Next.colon) {
    if (byte !== COLON) throw unexpected(window, byte, expectedBy(state));
    window.position++;
    state.next = Next.value;
  } else if (byte === QUOTE) {
    window.position++;
    state.inString = true;
  } else if (next === Next.key || next === Next.keyOrClose) {
    throw unexpected(window, byte, expectedBy(state));
  } else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) {
    if (state.depth === MAX_DEPTH) throw tooDeep(window);
    if (state.depth === state.open.length) state.open = grow(state.open);
    state.open[state.depth++] = byte + 2;
    state.next = byte === OPEN_OBJECT ? Next.keyOrClose : Next.valueOrClose;
    window.position++;
  } else {
    const length = scalarLength(window);
    if (length === 0) throw unexpected(window, byte, expectedBy(state));
    const mayGoOn = window.position + length === window.end && length <= MAX_SCALAR_BYTES;
    if (mayGoOn && !window.atEndOfInput) return false;
    checkScalar(window, length);
    window.position += length;
    valueDone(state);
  }
  return true;
}

function valueDone(state: Skipping): void {
  state.next = state.depth === 0 ? Next.nothing : Next.commaOrClose;
}

function skipString(window: ByteWindow, state: Skipping): boolean {
  const close = scanString(window, window.position);
  window.position = close < 0 ? ~close : close + 1;
  if (close < 0) return false;
  state.inString = false;
  if (state.next === Next.key || state.next === Next.keyOrClose) state.next = Next.colon;
  else valueDone(state);
  return true;
}

function expectedBy(state: Skipping): string {
  if (state.inString) return 'the end of a string';
  if (state.next !== Next.commaOrClose) return EXPECTED[state.next];
  return state.open[state.depth - 1] === CLOSE_OBJECT ? "',' or '}'" : "',' or ']'";
}

/** Throws unless the bytes are a number or a literal; plain integers are the common case. */
function checkScalar(window: ByteWindow, length: number): void {
  const { bytes, position } = window;
  let digits = 0;
  while (digits < length && (bytes[position + digits] - ZERO) >>> 0 <= 9) digits++;
  if (digits === length && (length === 1 || bytes[position] !== ZERO)) return;
  const text = String.fromCharCode(
    ...bytes.subarray(position, position + Math.min(length, MAX_SCALAR_BYTES)),
  );
  if (length <= MAX_SCALAR_BYTES && (/^(?:true|false|null)$/.test(text) || NUMBER.test(text))) return;
  if (window.atEndOfInput && position + length === window.end) {
    throw unexpected(window, END_OF_INPUT, 'the rest of a value');
  }
  const actual = `'${quoteBytes(bytes.subarray(position, position + length))}'`;
  throw new HeapdiffError('ERR_SYNTAX', `expected a value, found ${actual}`, {
    byteOffset: offsetOf(window),
    expected: 'a JSON value',
    actual,
  });
}

/** Number of bytes from here on that can belong to a number or a literal. */
function scalarLength(window: ByteWindow): number {
  const { bytes, end } = window;
  let position = window.position;
  for (;;) {
    const byte = bytes[position];
    const lower = byte | 0x20;
    const inside =
      (byte >= 0x30 && byte <= 0x39) ||
      (lower >= 0x61 && lower <= 0x7a) ||
      byte === 0x2d ||
      byte === 0x2b ||
      byte === 0x2e;
    if (!inside || position >= end) return position - window.position;
    position++;
  }
}

function grow(stack: Uint8Array): Uint8Array {
  const larger = new Uint8Array(stack.length * 2);
  larger.set(stack);
  return larger;
}

function tooDeep(window: ByteWindow): HeapdiffError {
  return new HeapdiffError('ERR_LIMIT', `nested deeper than ${MAX_DEPTH} levels`, {
    byteOffset: offsetOf(window),
    expected: `at most ${MAX_DEPTH} levels`,
    actual: 'deeper nesting',
  });
}

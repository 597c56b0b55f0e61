// SPDX-License-Identifier: MIT
// Passes over one JSON value of any size and depth, and checks it to the letter: what is skipped must be
// as sound as what is read, or a damaged file could pass for a good one. No recursion; one byte a level.

import { HeapdiffError } from '../core/errors.js';
import { END_OF_INPUT, peekByte, unexpected } from './json-cursor.js';
import { type ByteWindow, offsetOf, refillWindow } from './byte-window.js';
import { scanString } from './string-scan.js';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
/** Longer numbers are legal JSON, but no producer writes them. */
const MAX_NUMBER_BYTES = 1024;
const MAX_DEPTH = 1 << 26;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Told of every byte that is passed over, chunk by chunk, in order; the memory is reused. */
export type ByteSink = (chunk: Uint8Array) => void;

/**
 * Consumes one JSON value, white space before it included.
 * @throws HeapdiffError `ERR_SYNTAX`, `ERR_BAD_STRING`, `ERR_BAD_NUMBER`, `ERR_TRUNCATED`, `ERR_LIMIT`
 */
export async function skipValue(window: ByteWindow, sink?: ByteSink): Promise<void> {
  let open = new Uint8Array(64); // closing bracket wanted at each level
  let depth = 0;
  let valueNext = true; // else: a comma or a closing bracket
  let mayClose = false; // only just behind an opening bracket
  const take = (count: number): void => {
    sink?.(window.bytes.subarray(window.position, window.position + count));
    window.position += count;
  };
  do {
    const byte = await peekByte(window);
    if (mayClose && byte === open[depth - 1]) {
      take(1);
      depth--;
      mayClose = false;
      valueNext = false;
    } else if (!valueNext) {
      if (byte === COMMA) {
        take(1);
        valueNext = true;
        if (open[depth - 1] === CLOSE_OBJECT) await skipKey(window, sink);
      } else if (byte === open[depth - 1]) {
        take(1);
        depth--;
      } else {
        throw unexpected(window, byte, open[depth - 1] === CLOSE_OBJECT ? "',' or '}'" : "',' or ']'");
      }
    } else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) {
      take(1);
      if (depth === MAX_DEPTH) throw tooDeep(window);
      if (depth === open.length) open = grow(open);
      open[depth++] = byte + 2;
      if (byte === OPEN_OBJECT && (await peekByte(window)) !== CLOSE_OBJECT) await skipKey(window, sink);
      else mayClose = true;
    } else {
      await skipScalar(window, byte, sink);
      mayClose = false;
      valueNext = false;
    }
  } while (depth > 0);
}

async function skipKey(window: ByteWindow, sink: ByteSink | undefined): Promise<void> {
  const quote = await peekByte(window);
  if (quote !== QUOTE) throw unexpected(window, quote, 'a key in quotes');
  await skipString(window, sink);
  const colon = await peekByte(window);
  if (colon !== COLON) throw unexpected(window, colon, "':'");
  sink?.(window.bytes.subarray(window.position, window.position + 1));
  window.position++;
}

async function skipString(window: ByteWindow, sink: ByteSink | undefined): Promise<void> {
  let from = window.position + 1;
  for (;;) {
    const close = scanString(window, from);
    const stop = close < 0 ? ~close : close + 1;
    sink?.(window.bytes.subarray(window.position, stop));
    window.position = stop;
    if (close >= 0) return;
    if (!(await refillWindow(window))) throw unexpected(window, END_OF_INPUT, 'the end of a string');
    from = window.position;
  }
}

async function skipScalar(window: ByteWindow, byte: number, sink: ByteSink | undefined): Promise<void> {
  if (byte === QUOTE) return skipString(window, sink);
  if (byte === END_OF_INPUT) throw unexpected(window, byte, 'a value');
  let length = scalarLength(window);
  while (window.position + length === window.end && length <= MAX_NUMBER_BYTES) {
    if (!(await refillWindow(window))) break;
    length = scalarLength(window);
  }
  if (length === 0) throw unexpected(window, byte, 'a value');
  const text = String.fromCharCode(
    ...window.bytes.subarray(window.position, window.position + Math.min(length, MAX_NUMBER_BYTES)),
  );
  if (text !== 'true' && text !== 'false' && text !== 'null' && !NUMBER.test(text)) {
    if (window.atEndOfInput && window.position + length === window.end) {
      throw unexpected(window, END_OF_INPUT, 'the rest of a value');
    }
    throw new HeapdiffError('ERR_SYNTAX', 'expected a value, found something else', {
      byteOffset: offsetOf(window),
      expected: 'a JSON value',
      actual: text.slice(0, 20),
    });
  }
  sink?.(window.bytes.subarray(window.position, window.position + length));
  window.position += length;
}

/** Number of bytes from here on that can belong to a number or a literal. */
function scalarLength(window: ByteWindow): number {
  let position = window.position;
  for (;;) {
    const byte = window.bytes[position];
    const lower = byte | 0x20;
    const inside =
      (byte >= 0x30 && byte <= 0x39) ||
      (lower >= 0x61 && lower <= 0x7a) ||
      byte === 0x2d ||
      byte === 0x2b ||
      byte === 0x2e;
    if (!inside || position >= window.end) return position - window.position;
    position++;
  }
}

function grow(stack: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(stack.length * 2);
  larger.set(stack);
  return larger;
}

function tooDeep(window: ByteWindow): HeapdiffError {
  return new HeapdiffError('ERR_LIMIT', `nested deeper than ${String(MAX_DEPTH)} levels`, {
    byteOffset: offsetOf(window),
    expected: `at most ${String(MAX_DEPTH)} levels`,
    actual: 'deeper nesting',
  });
}

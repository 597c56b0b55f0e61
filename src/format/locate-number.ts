// SPDX-License-Identifier: MIT
// Finds the byte at which number `numberIndex` of a section stands, by reading the file once more.
// Only done when the file is already known to be bad, so that the fast path need not keep positions.

import {
  type ByteWindow,
  type PullBytes,
  buildByteWindow,
  offsetOf,
  refillWindow,
} from '../tokens/byte-window.js';
import { type IntegerRun, beginIntegerRun, scanIntegers } from '../tokens/integer-run.js';
import { END_OF_INPUT, expectByte, peekByte, readKey, unexpected } from '../tokens/json-cursor.js';
import { skipValue } from '../tokens/skip-value.js';

const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;
const COMMA = 0x2c;
/** Longest key of a section. */
export const KEY_LIMIT: number = 1 << 16;

/**
 * @returns the offset in the uncompressed bytes; behind the last number that of the closing bracket;
 *   null if the section is shorter than that
 */
export async function locateNumber(
  pull: PullBytes,
  section: string,
  numberIndex: number,
): Promise<number | null> {
  const window = buildByteWindow(pull);
  await skipByteOrderMark(window);
  await expectByte(window, OPEN_OBJECT);
  for (;;) {
    const key = await readKey(window, KEY_LIMIT);
    await expectByte(window, COLON);
    if (key === section) break;
    await skipValue(window);
    if ((await peekByte(window)) !== COMMA) return null;
    window.position++;
  }
  await expectByte(window, OPEN_ARRAY);
  const run = beginIntegerRun();
  const block = new Float64Array(1 << 12);
  let before = 0;
  while (before + block.length < numberIndex) {
    before += await scanSome(window, run, block);
    if (run.closed) return before === numberIndex ? offsetOf(window) - 1 : null;
  }
  const one = new Float64Array(1);
  for (;;) {
    // White space and the comma go first, so that the number itself starts where the window stands.
    const next = await peekByte(window);
    if (next === COMMA && run.afterNumber) {
      window.position++;
      run.afterNumber = false;
      run.first = false;
      continue;
    }
    if (before === numberIndex) return offsetOf(window);
    before += await scanSome(window, run, one);
    if (run.closed) return before === numberIndex ? offsetOf(window) - 1 : null;
  }
}

async function scanSome(window: ByteWindow, run: IntegerRun, out: Float64Array): Promise<number> {
  const count = scanIntegers(window, run, out, 0);
  if (count === 0 && !run.closed && !(await refillWindow(window))) {
    throw unexpected(window, END_OF_INPUT, 'more numbers');
  }
  return count;
}

/** Passes over a UTF-8 byte order mark at the very start. */
export async function skipByteOrderMark(window: ByteWindow): Promise<void> {
  while (window.end < 3 && (await refillWindow(window)));
  const { bytes } = window;
  if (window.end >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) window.position = 3;
}

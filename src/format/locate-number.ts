// SPDX-License-Identifier: MIT
// Finds the byte at which number `numberIndex` of a section stands, by reading the file once more.
// Only done when the file is already known to be bad, so that the fast path need not keep positions.

import { buildByteWindow, offsetOf, refillWindow, type PullBytes } from '../tokens/byte-window.js';
import { beginIntegerRun, scanIntegers } from '../tokens/integer-run.js';
import { expectByte, peekByte, readShortString } from '../tokens/json-cursor.js';
import { skipValue } from '../tokens/skip-value.js';

const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;
const COMMA = 0x2c;
const KEY_LIMIT = 1 << 16;

/**
 * @returns the offset in the uncompressed bytes, or null if the section has no such number
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
    const key = await readShortString(window, KEY_LIMIT);
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
  while (before + block.length <= numberIndex) {
    const count = scanIntegers(window, run, block, 0);
    before += count;
    if (run.closed) return null;
    if (count < block.length && !(await refillWindow(window))) return null;
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
    const count = scanIntegers(window, run, one, 0);
    before += count;
    if (run.closed) return null;
    if (count === 0 && !(await refillWindow(window))) return null;
  }
}

/** Passes over a UTF-8 byte order mark at the very start. @returns whether there was one */
export async function skipByteOrderMark(
  window: { bytes: Uint8Array; position: number; end: number } & Parameters<typeof refillWindow>[0],
): Promise<boolean> {
  while (window.end < 3 && (await refillWindow(window)));
  const { bytes } = window;
  if (window.end < 3 || bytes[0] !== 0xef || bytes[1] !== 0xbb || bytes[2] !== 0xbf) return false;
  window.position = 3;
  return true;
}

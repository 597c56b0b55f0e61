// SPDX-License-Identifier: MIT
// A file that was given its length before its bytes (a disk that filled up, a machine that died) ends in zero
// bytes. Looked for only where something is already known to be wrong.

import { type ErrorCode, HeapdiffError } from '../core/errors.js';
import { type ByteWindow, refillWindow } from '../tokens/byte-window.js';

/** The token that the zeros cut may have begun this many bytes before. */
const LOOK_AHEAD = 64;

/** What these say is true whatever follows. */
const NOT_CUT: ReadonlySet<ErrorCode> = new Set(['ERR_NOT_HEAPSNAPSHOT', 'ERR_TRAILING_DATA']);

/**
 * Whether the input holds nothing but zero bytes from the place of `error` on. Reads to the end to know.
 * @returns what it should be called then: `ERR_TRUNCATED` at the first zero byte; else null
 */
export async function findZeroFill(window: ByteWindow, error: HeapdiffError): Promise<HeapdiffError | null> {
  const { byteOffset, code, expected = 'more bytes', recordIndex } = error;
  if (byteOffset === undefined || byteOffset < window.base || NOT_CUT.has(code)) return null;
  let at = byteOffset - window.base;
  const limit = Math.min(window.end, at + LOOK_AHEAD);
  while (at < limit && window.bytes[at] !== 0) at++;
  if (at >= limit) return null;
  const place = { byteOffset: window.base + at, expected, actual: 'zero bytes up to the end' };
  for (;;) {
    while (at < window.end && window.bytes[at] === 0) at++;
    if (at < window.end) return null;
    window.position = window.end;
    if (!(await refillWindow(window))) break;
    at = 0;
  }
  return new HeapdiffError(
    'ERR_TRUNCATED',
    '',
    recordIndex === undefined ? place : { ...place, recordIndex },
  );
}

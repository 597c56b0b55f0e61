// SPDX-License-Identifier: MIT
// Errors found while records become columns. The columns know which number of which record is wrong, not
// where it stands in the file; `numberIndex` lets the reader find the byte by counting, on this rare path only.

import { type ErrorCode, type ErrorPlace, HeapdiffError } from '../core/errors.js';

/** An error about number `numberIndex` (0-based) of a section of integers; behind the last: its closing bracket. */
export class RecordError extends HeapdiffError {
  readonly numberIndex: number;

  constructor(
    code: ErrorCode,
    message: string,
    place: { section: string; recordIndex: number; expected: string; actual: string; byteOffset?: number },
    numberIndex: number,
  ) {
    super(code, message, place);
    this.numberIndex = numberIndex;
  }
}

/** The same error with what it does not know yet filled in, and another message if one is given. */
export function completed(
  error: HeapdiffError,
  place: ErrorPlace,
  message: string = error.message,
): HeapdiffError {
  const full: ErrorPlace = { ...place };
  if (error.file !== undefined) full.file = error.file;
  if (error.section !== undefined) full.section = error.section;
  if (error.byteOffset !== undefined) full.byteOffset = error.byteOffset;
  if (error.isUnpacked !== undefined) full.isUnpacked = error.isUnpacked;
  if (error.recordIndex !== undefined) full.recordIndex = error.recordIndex;
  if (error.expected !== undefined) full.expected = error.expected;
  if (error.actual !== undefined) full.actual = error.actual;
  return new HeapdiffError(error.code, message, full);
}

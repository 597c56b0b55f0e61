// SPDX-License-Identifier: MIT
// Errors found while records become columns. The columns know which number of which record is wrong, not
// where it stands in the file; `numberIndex` lets the reader find the byte by counting, on this rare path only.

import { type ErrorCode, HeapdiffError } from '../core/errors.js';

/** An error about number `numberIndex` (0-based) of a section of integers. */
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

  /** The same error at a known byte. */
  atByte(byteOffset: number): HeapdiffError {
    return new HeapdiffError(this.code, this.message, {
      section: this.section ?? '',
      recordIndex: this.recordIndex ?? 0,
      expected: this.expected ?? '',
      actual: this.actual ?? '',
      byteOffset,
    });
  }
}

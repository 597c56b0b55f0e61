// SPDX-License-Identifier: MIT
// A section of integers -> blocks of whole records, handed on as they come. The block stays in the
// processor's cache between the scan that fills it and the columns that are filled from it.

import { HeapdiffError } from '../core/errors.js';
import { type ByteWindow, offsetOf, refillWindow } from '../tokens/byte-window.js';
import { beginIntegerRun, scanIntegers } from '../tokens/integer-run.js';
import { END_OF_INPUT, expectByte, unexpected } from '../tokens/json-cursor.js';

const OPEN_ARRAY = 0x5b;
const BLOCK_NUMBERS = 1 << 14;

/** Takes `count` numbers from the front of `block`: whole records, in order. The block is used again. */
export type TakeRecords = (block: Float64Array, count: number) => void;

/** What a record of a section is called in errors, and how many numbers it has. */
export interface RecordShape {
  readonly section: string;
  readonly stride: number;
}

/**
 * Reads an array of integers, brackets included.
 * @returns the number of records
 * @throws HeapdiffError `ERR_PARTIAL_RECORD`, `ERR_TRUNCATED`, `ERR_SYNTAX`, `ERR_BAD_NUMBER`, `ERR_NUMBER_RANGE`
 */
export async function readIntegers(
  window: ByteWindow,
  shape: RecordShape,
  take: TakeRecords,
): Promise<number> {
  const { stride } = shape;
  await expectByte(window, OPEN_ARRAY);
  const run = beginIntegerRun();
  const block = new Float64Array(Math.max(stride, BLOCK_NUMBERS - (BLOCK_NUMBERS % stride)));
  let held = 0; // numbers of an unfinished record at the block's front
  let records = 0;
  for (;;) {
    const count = scanIntegers(window, run, block, held);
    held = count % stride;
    const whole = count - held;
    if (whole > 0) {
      take(block, whole);
      records += whole / stride;
      block.copyWithin(0, whole, count);
    }
    if (run.closed) break;
    if (count === block.length) continue;
    if (!(await refillWindow(window))) {
      const read = `after ${String(records)} whole records`;
      const error = unexpected(window, END_OF_INPUT, 'more numbers');
      throw new HeapdiffError('ERR_TRUNCATED', `ends ${read}`, {
        byteOffset: error.byteOffset ?? 0,
        recordIndex: records,
        expected: 'more numbers',
        actual: 'end of input',
      });
    }
  }
  if (held !== 0) {
    throw new HeapdiffError('ERR_PARTIAL_RECORD', `its last record has ${held} of ${stride} numbers`, {
      byteOffset: offsetOf(window),
      recordIndex: records,
      expected: `${stride} numbers a record`,
      actual: `${held} numbers`,
    });
  }
  return records;
}

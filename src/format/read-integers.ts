// SPDX-License-Identifier: MIT
// A section of integers -> blocks of whole records, handed on as they come. The block stays in the
// processor's cache between the scan that fills it and the columns that are filled from it.

import { HeapdiffError } from '../core/errors.js';
import { type ByteWindow, offsetOf, refillWindow } from '../tokens/byte-window.js';
import { type IntegerRun, beginIntegerRun, scanIntegers } from '../tokens/integer-run.js';
import { END_OF_INPUT, expectByte, unexpected } from '../tokens/json-cursor.js';

const OPEN_ARRAY = 0x5b;
const BLOCK_NUMBERS = 1 << 14;
/** Records that go the slow way before the fast path is tried again. */
const ODD_RECORDS = 32;

/** Takes `count` numbers from the front of `block`: whole records, in order. The block is used again. */
export type TakeRecords = (block: Float64Array, count: number) => void;

/**
 * Takes records straight from the window for as long as they are plain, moving its position, and stops in front
 * of the first record that is not or is not all there. @returns the number of records taken
 */
export type TakePlainRecords = (window: ByteWindow) => number;

/** What a record of a section is called in errors, and how many numbers it has. */
export interface RecordShape {
  readonly section: string;
  readonly stride: number;
  /** The fast path, if the section has one; what it leaves goes through `take`. */
  readonly takePlain?: TakePlainRecords | undefined;
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
  await expectByte(window, OPEN_ARRAY);
  return readOn(window, shape, take, beginReading(shape, true));
}

/** The same from a place behind a record's comma, or right behind the bracket if a record follows. */
export async function readRestOfIntegers(
  window: ByteWindow,
  shape: RecordShape,
  take: TakeRecords,
): Promise<number> {
  return readOn(window, shape, take, beginReading(shape, false));
}

/**
 * Reads what the window holds, which begins in front of a record and ends behind a record's comma.
 * @throws HeapdiffError as `readIntegers`; `ERR_PARTIAL_RECORD` as well if it ends anywhere else
 */
export function takeWholeRecords(window: ByteWindow, shape: RecordShape, take: TakeRecords): void {
  const reading = beginReading(shape, false);
  takeWindow(window, shape, reading, take);
  const { run, held } = reading;
  if (window.position !== window.end || run.closed || run.afterNumber || held > 0)
    throw partialRecord(window, shape, reading);
}

async function readOn(
  window: ByteWindow,
  shape: RecordShape,
  take: TakeRecords,
  reading: Reading,
): Promise<number> {
  for (;;) {
    takeWindow(window, shape, reading, take);
    if (reading.run.closed) break;
    if (await refillWindow(window)) continue;
    const error = unexpected(window, END_OF_INPUT, 'more numbers');
    throw new HeapdiffError('ERR_TRUNCATED', `ends after ${reading.records} whole records`, {
      byteOffset: error.byteOffset ?? 0,
      recordIndex: reading.records,
      expected: 'more numbers',
      actual: 'end of input',
    });
  }
  if (reading.held !== 0) throw partialRecord(window, shape, reading);
  return reading.records;
}

function partialRecord(
  window: ByteWindow,
  { stride }: RecordShape,
  { held, records }: Reading,
): HeapdiffError {
  return new HeapdiffError('ERR_PARTIAL_RECORD', `its last record has ${held} of ${stride} numbers`, {
    byteOffset: offsetOf(window),
    recordIndex: records,
    expected: `${stride} numbers a record`,
    actual: `${held} numbers`,
  });
}

/** Where the reading of a section stands between two windows. */
interface Reading {
  readonly run: IntegerRun;
  readonly block: Float64Array;
  /** Numbers of an unfinished record at the block's front. */
  held: number;
  records: number;
}

function beginReading({ stride, takePlain }: RecordShape, isFirst: boolean): Reading {
  return {
    run: { ...beginIntegerRun(), first: isFirst },
    block: new Float64Array(
      takePlain ? stride * ODD_RECORDS : Math.max(stride, BLOCK_NUMBERS - (BLOCK_NUMBERS % stride)),
    ),
    held: 0,
    records: 0,
  };
}

/** Takes every whole record that the window holds. Not async: this is where the time goes. */
function takeWindow(
  window: ByteWindow,
  { stride, takePlain }: RecordShape,
  reading: Reading,
  take: TakeRecords,
): void {
  const { run, block } = reading;
  for (;;) {
    if (takePlain && reading.held === 0 && !run.afterNumber) {
      const taken = takePlain(window);
      if (taken > 0) run.first = false;
      reading.records += taken;
    }
    const count = scanIntegers(window, run, block, reading.held);
    const held = count % stride;
    const whole = count - held;
    if (whole > 0) {
      take(block, whole);
      reading.records += whole / stride;
      for (let i = 0; i < held; i++) block[i] = block[whole + i];
    }
    reading.held = held;
    if (run.closed || count < block.length) return;
  }
}

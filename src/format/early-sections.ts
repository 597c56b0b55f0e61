// SPDX-License-Identifier: MIT
// Sections of records that stand before the header, whose fields are not known yet: kept as numbers, 4 bytes
// each where they fit, and handed on when the header comes. No known producer does that; a sorted file does.

import type { ByteWindow } from '../tokens/byte-window.js';
import { type TakeRecords, readIntegers } from './read-integers.js';
import { RecordError } from './record-error.js';

/** The numbers of one section, in order. */
export interface EarlySection {
  readonly blocks: (Uint32Array | Float64Array)[];
  count: number;
}

/**
 * Reads an array of integers that cannot be told apart yet.
 * @throws HeapdiffError as `readIntegers`
 */
export async function readEarlySection(window: ByteWindow, section: string): Promise<EarlySection> {
  const early: EarlySection = { blocks: [], count: 0 };
  await readIntegers(window, { section, stride: 1 }, (block, count) => {
    const narrow = new Uint32Array(count);
    narrow.set(block.subarray(0, count));
    const fits = narrow.every((value, i) => value === block[i]);
    early.blocks.push(fits ? narrow : block.slice(0, count));
    early.count += count;
  });
  return early;
}

/**
 * Hands the numbers on as whole records, and lets go of each block when it is done.
 * @throws HeapdiffError `ERR_PARTIAL_RECORD`
 */
export function replayEarlySection(
  early: EarlySection,
  section: string,
  stride: number,
  take: TakeRecords,
): void {
  const { blocks } = early;
  let held = new Float64Array(0);
  for (let b = 0; b < blocks.length; b++) {
    const numbers = new Float64Array(held.length + blocks[b].length);
    numbers.set(held);
    numbers.set(blocks[b], held.length);
    blocks[b] = new Uint32Array(0);
    const whole = numbers.length - (numbers.length % stride);
    if (whole > 0) take(numbers, whole);
    held = numbers.slice(whole);
  }
  if (held.length > 0) {
    const records = Math.floor(early.count / stride);
    const [expected, actual] = [`${stride} numbers a record`, `${held.length} numbers`];
    const place = { section, recordIndex: records, expected, actual };
    const message = `its last record has ${held.length} of ${stride} numbers`;
    throw new RecordError('ERR_PARTIAL_RECORD', message, place, early.count);
  }
}

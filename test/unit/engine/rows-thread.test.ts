// Here the thread always fails: its module is one of the built program, not of the sources. The built one is tested
// with the command line.

import { expect, test } from 'vitest';
import { type RowsWriter, openRowsWriter } from '../../../src/engine/rows-thread.js';
import { buildBytePool } from '../../../src/render/byte-pool.js';
import { type ByteRows, buildByteRows, writeRows } from '../../../src/render/byte-rows.js';

const MANY = 1e6;
const ROWS = 5000;
const BATCHES = 20;

/** Batches whose memory is used again, as the command line makes them. */
function* makeBatches({ memory }: RowsWriter): Iterable<ByteRows> {
  const pool = buildBytePool();
  for (let batch = 0; batch < BATCHES; batch++) {
    const texts = new Uint32Array(memory.allocate(ROWS * 4), 0, ROWS);
    const values = new Float64Array(memory.allocate(ROWS * 8), 0, ROWS);
    for (let row = 0; row < ROWS; row++) {
      texts[row] = row < 50 ? pool.add(`${batch}:${row} `) : 7;
      values[row] = batch * ROWS + row;
    }
    const frame = { before: ['', ''], end: '\n' };
    yield buildByteRows(ROWS, [texts, { values, style: null }], frame, pool);
    memory.next();
  }
}

test.each([
  ['what a thread does not do because it fails is done by this one', MANY],
  ['few rows need no thread', 100],
])('%s', async (_, rowCount) => {
  const twin: Buffer[] = [];
  for (const rows of makeBatches(openRowsWriter()))
    for (const piece of writeRows(rows)) twin.push(Buffer.from(piece));
  const pieces: Buffer[] = [];
  const writer = openRowsWriter();
  writer.prepare(rowCount);
  for await (const piece of writer.write(makeBatches(writer), rowCount, 1e5)) pieces.push(Buffer.from(piece));
  expect(Buffer.concat(pieces).equals(Buffer.concat(twin))).toBe(true);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(1e5);
});

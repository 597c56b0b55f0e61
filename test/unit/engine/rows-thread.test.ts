// Here the thread always fails: its module is one of the built program, not of the sources.

import { expect, test } from 'vitest';
import { openRowsThread } from '../../../src/engine/rows-thread.js';
import { buildBytePool, buildByteRows, writeRows } from '../../../src/render/byte-rows.js';

const MANY = 1e6;

test('what a thread does not do because it fails is done by this one', async () => {
  const pool = buildBytePool();
  const batches = Array.from({ length: 20 }, (_, batch) => {
    const texts = Uint32Array.from({ length: 5000 }, (__, row) =>
      row < 50 ? pool.add(`${batch}:${row} `) : 7,
    );
    const numbers = { values: Float64Array.from(texts), style: null };
    return buildByteRows(5000, [texts, numbers], { before: ['', ''], end: '\n' }, pool);
  });
  const expected = batches.flatMap((rows) => [...writeRows(rows)]);
  const thread = openRowsThread(MANY, 1e5);
  const first = await Promise.all(batches.slice(0, 10).map((rows) => thread.write(rows)));
  const rest = await Promise.all(batches.slice(10).map((rows) => thread.write(rows)));
  thread.stop();
  const pieces = [...first, ...rest].flatMap((batch) => [...batch]);
  expect(Buffer.concat(pieces).equals(Buffer.concat(expected))).toBe(true);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(1e5);
});

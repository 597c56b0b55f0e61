import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildColumnPool } from '../../../src/core/column-pool.js';

test('what is given back is handed out again, the smallest that is long enough', () => {
  const pool = buildColumnPool();
  const long = pool.take(19);
  const short = pool.take(10);
  pool.give(long);
  pool.give(short);
  expect(pool.take(10)).toBe(short);
  expect(pool.take(10)).toBe(long);
  expect(pool.take(10)).not.toBe(long);
});

test('a long column makes several short ones, which share no entry and can hold 64 bits', () => {
  const pool = buildColumnPool();
  const long = pool.take(100);
  pool.give(long);
  const columns = [pool.take(11), pool.take(30), pool.take(7)];
  expect(columns.every(({ buffer }) => buffer === long.buffer)).toBe(true);
  columns.forEach((column, n) => column.fill(n + 1));
  expect(columns.every((column, n) => column.every((value) => value === n + 1))).toBe(true);
  const wide = pool.takeFloat64(13);
  expect(wide.buffer).toBe(long.buffer);
  expect(wide.fill(0.5)).toHaveLength(13);
  expect(columns.every((column, n) => column.every((value) => value === n + 1))).toBe(true);
});

test('no column is lent twice at a time, and each is long enough', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(50)), { maxLength: 40 }), (steps) => {
      const pool = buildColumnPool();
      const lent: Uint32Array[] = [];
      for (const [isTaken, number] of steps) {
        const [back] = isTaken ? [] : lent.splice(0, 1);
        if (back !== undefined) pool.give(back);
        if (!isTaken) continue;
        const column = pool.take(number);
        expect(column.length).toBeGreaterThanOrEqual(number);
        expect(lent).not.toContain(column);
        lent.push(column);
      }
    }),
  );
});

test('a zeroed column is 0 as far as it was asked for', () => {
  const pool = buildColumnPool();
  const used = pool.take(100).fill(7);
  pool.give(used);
  const zeroed = pool.takeZeroed(60);
  expect(zeroed).toBe(used);
  expect(zeroed.subarray(0, 60).every((value) => value === 0)).toBe(true);
});

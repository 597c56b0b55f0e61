import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderByKey } from '../../../src/core/order-by-key.js';

const keys = fc.array(
  fc.oneof(fc.nat(20), fc.nat(5_000_000), fc.maxSafeNat(), fc.constant(Number.MAX_SAFE_INTEGER)),
  { maxLength: 300 },
);

test('keys are in the order that a comparison gives, equal ones as they stood', () => {
  fc.assert(
    fc.property(keys, fc.constantFrom('ascending' as const, 'descending' as const), (list, direction) => {
      const sign = direction === 'ascending' ? 1 : -1;
      const twin = list.map((_, position) => position).sort((a, b) => sign * (list[a] - list[b]) || a - b);
      expect([...orderByKey(Float64Array.from(list), direction)]).toEqual(twin);
    }),
  );
});

test('keys of 32 bits do not overflow', () => {
  expect([...orderByKey(Uint32Array.of(1, 0xffffffff, 0, 0x80000000), 'descending')]).toEqual([1, 3, 0, 2]);
});

// SPDX-License-Identifier: MIT
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { countRepeatedIds } from '../../../src/format/repeated-ids.js';

/** Ids that meet in their low bits, beside ids of any size. */
const id = fc.oneof(
  fc.integer({ min: 0, max: 50 }),
  fc
    .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 ** 20 }))
    .map(([low, high]) => low + high * 4096),
  fc.maxSafeNat(),
);

test('as many ids are repeated as a set finds in its way', () => {
  fc.assert(
    fc.property(fc.array(id, { maxLength: 200 }), fc.nat(20), (ids, rest) => {
      const count = Math.max(0, ids.length - rest);
      const expected = count - new Set(ids.slice(0, count)).size;
      expect(countRepeatedIds(Float64Array.from(ids), count)).toBe(expected);
      const narrow = Uint32Array.from(ids, (one) => one % 2 ** 32);
      expect(countRepeatedIds(narrow, count)).toBe(count - new Set(narrow.subarray(0, count)).size);
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addBit, buildBitSet, hasBit, listBits, removeBit } from '../../../src/core/bit-set.js';

test('a bit set holds what a Set would hold', () => {
  const index = fc.nat(99);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), index)), (steps) => {
      const set = buildBitSet(100);
      const twin = new Set<number>();
      for (const [isAdded, at] of steps) {
        if (isAdded) addBit(set, at);
        else removeBit(set, at);
        if (isAdded) twin.add(at);
        else twin.delete(at);
      }
      const held = Array.from({ length: 100 }, (_, at) => at).filter((at) => hasBit(set, at));
      expect(new Set(held)).toEqual(twin);
      expect(Array.from(listBits(set))).toEqual(held);
    }),
  );
});

test('a set has room for its last index and takes an eighth of a byte each', () => {
  for (const size of [0, 1, 31, 32, 33, 64, 1000]) {
    const set = buildBitSet(size);
    expect(set.length).toBe(Math.ceil(size / 32));
    if (size === 0) continue;
    addBit(set, size - 1);
    expect(hasBit(set, size - 1)).toBe(true);
  }
});

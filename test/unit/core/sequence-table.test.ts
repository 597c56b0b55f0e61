import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildSequenceTable } from '../../../src/core/sequence-table.js';

const item = fc.oneof(fc.nat(3), fc.integer({ min: 0, max: 0xffffffff }));

test('sequences get the numbers that a Map of their texts would give', () => {
  fc.assert(
    fc.property(fc.array(fc.array(item, { maxLength: 5 }), { maxLength: 60 }), (sequences) => {
      const table = buildSequenceTable();
      const twin = new Map<string, number>();
      for (const sequence of sequences) {
        const text = sequence.join();
        if (!twin.has(text)) twin.set(text, twin.size);
        // What stands behind the length does not belong to it.
        expect(table.intern(Uint32Array.from([...sequence, 99]), sequence.length)).toBe(twin.get(text));
      }
      expect(table.count()).toBe(twin.size);
      for (const [text, id] of twin) expect(table.items(id).join()).toBe(text);
    }),
  );
});

test('a hundred thousand sequences keep their numbers while the table grows', () => {
  const table = buildSequenceTable();
  const items = new Uint32Array(3);
  const intern = (i: number): number => {
    items.set([i, i >>> 3, i % 7]);
    return table.intern(items, 1 + (i % 3));
  };
  const numbers = Array.from({ length: 100_000 }, (_, i) => intern(i));
  expect(numbers.map((_, i) => intern(i))).toEqual(numbers);
  expect(new Set(numbers).size).toBe(100_000);
  expect(table.count()).toBe(100_000);
});

test('one sequence may be longer than all the room there was', () => {
  const table = buildSequenceTable();
  const long = Uint32Array.from({ length: 50_000 }, (_, i) => i);
  expect(table.intern(long, long.length)).toBe(0);
  expect(table.intern(long, long.length - 1)).toBe(1);
  expect(table.intern(long, long.length)).toBe(0);
  expect(table.items(0)).toEqual(long);
});

test('the empty sequence is one like any other', () => {
  const table = buildSequenceTable();
  expect([table.intern(new Uint32Array(1), 0), table.intern(new Uint32Array(1), 1)]).toEqual([0, 1]);
  expect(table.intern(new Uint32Array(0), 0)).toBe(0);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildFirstOf } from '../../../src/core/first-of.js';

test('the first of many are those that a sort of all puts first, equal ones as they came', () => {
  const someRows = fc.array(fc.record({ key: fc.nat(9) }), { maxLength: 60 });
  fc.assert(
    fc.property(someRows, fc.nat(12), (rows, most) => {
      const compare = (a: { key: number }, b: { key: number }): number => a.key - b.key;
      const first = buildFirstOf(most, compare);
      for (const row of rows) if (first.isWanted(row)) first.keep(row);
      const twin = rows.toSorted(compare).slice(0, most);
      expect(first.list()).toHaveLength(twin.length);
      first.list().forEach((row, i) => expect(row).toBe(twin[i]));
    }),
  );
});

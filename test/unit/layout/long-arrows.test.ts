import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseLaidOut } from '../../../src/layout/long-arrows.js';

interface Arrow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

function build(pairs: readonly (readonly [number, number])[]): Arrow[] {
  return pairs.map(([from, to], i) => ({ id: `e${i}`, from: `b${from}`, to: `b${to}` }));
}

function boxes(count: number): { id: string }[] {
  return Array.from({ length: count }, (_, i) => ({ id: `b${i}` }));
}

const pair = fc.tuple(fc.nat(9), fc.nat(9));

test('with room for all, all arrows between boxes are chosen, in their order, but those to the box itself', () => {
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 30 }), (pairs) => {
      const arrows = build(pairs);
      const chosen = chooseLaidOut(boxes(8), arrows, Infinity);
      const ends = pairs.map(([from, to]) => from !== to && from < 8 && to < 8);
      expect([...chosen]).toEqual(arrows.filter((_, i) => ends[i]));
    }),
  );
});

test('without room, what is connected stays so', () => {
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 30 }), (pairs) => {
      const arrows = build(pairs).filter(({ from, to }) => from !== to);
      const chosen = chooseLaidOut(boxes(10), arrows, 0);
      const partOf = (list: Iterable<Arrow>): string[] => {
        const parts = boxes(10).map(({ id }) => id);
        const number = (id: string): number => Number(id.slice(1));
        for (const { from, to } of list) {
          const [a, b] = [parts[number(from)], parts[number(to)]];
          parts.forEach((part, i) => {
            if (part === b) parts[i] = a;
          });
        }
        return parts.map((part) => String(parts.indexOf(part)));
      };
      expect(partOf(chosen)).toEqual(partOf(arrows));
    }),
  );
});

test('of those that cross layers the shortest come first', () => {
  // b0 -> b1 -> b2 -> b3 -> b4, and ways past one, two and three of them.
  const arrows = build([
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 4],
    [0, 4],
    [0, 3],
    [0, 2],
  ]);
  const chosen = (most: number): string[] => [...chooseLaidOut(boxes(5), arrows, most)].map(({ id }) => id);
  expect(chosen(5).sort()).toEqual(['e0', 'e1', 'e2', 'e3']);
  expect(chosen(8).sort()).toEqual(['e0', 'e1', 'e2', 'e3', 'e6']);
  expect(chosen(9).sort()).toEqual(['e0', 'e1', 'e2', 'e3', 'e5', 'e6']);
  expect(chosen(13)).toHaveLength(7);
});

// The bytes of suspects are shared out: together they are never more than what the heap gained.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffHeaps } from '../support/diff-heaps.js';

interface Holder {
  readonly perStep: number;
  readonly start: number;
  readonly size: number;
  /** Which of the common parts an entry refers to. */
  readonly parts: readonly number[];
}

const holder = fc.record({
  perStep: fc.integer({ min: 0, max: 12 }),
  start: fc.integer({ min: 0, max: 6 }),
  size: fc.integer({ min: 1, max: 20 }).map((words) => 8 * words),
  parts: fc.array(fc.nat(40), { minLength: 1, maxLength: 3 }),
});

/** Arrays that get entries at every step; entries of all of them share parts. */
function heapAt(step: number, holders: readonly Holder[]): string {
  const lines = ['root -> app:App @3', 'app -> still:Array @5'];
  for (let n = 0; n < 150; n++) lines.push(`still -[${n}]-> s${n}:Still 16 @${1001 + 2 * n}`);
  const parts = new Set<number>();
  holders.forEach(({ perStep, start, size, parts: wanted }, index) => {
    lines.push(`app -list${index}-> h${index}:Array @${2001 + 2 * index}`);
    for (let n = 0; n < start + step * perStep; n++) {
      const entry = `e${index}x${n}`;
      lines.push(`h${index} -[${n}]-> ${entry}:Entry${index} ${size} @${10_001 + 2 * (index * 1000 + n)}`);
      wanted.forEach((part, i) => {
        const number = (part + n) % 60;
        const isKnown = parts.has(number);
        parts.add(number);
        lines.push(`${entry} -part${i}-> p${number}${isKnown ? '' : `:Part 24 @${50_001 + 2 * number}`}`);
      });
    }
  });
  return lines.join('\n');
}

test('the shares of all suspects are at most the growth of the heap', async () => {
  let suspects = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(holder, { minLength: 1, maxLength: 4 }), async (holders) => {
      const { suspects: found, totals } = await diffHeaps([0, 1, 2].map((step) => heapAt(step, holders)));
      const retained = found.rows.reduce((sum, { growth }) => sum + growth.retained, 0);
      const exclusive = found.rows.reduce((sum, { growth }) => sum + growth.exclusive, 0);
      suspects += found.rows.length;
      // Each share is rounded.
      expect(retained).toBeLessThanOrEqual(totals.growth.shallowSize + found.rows.length);
      expect(exclusive).toBeLessThanOrEqual(retained + found.rows.length);
    }),
    { numRuns: 60 },
  );
  expect(suspects).toBeGreaterThan(20);
});

import { expect, test } from 'vitest';
import { diffHeaps } from '../../support/diff-heaps.js';

/** So few properties are fields, so many are entries of a dictionary, and so the same objects are at another path. */
function boxes(count: number): string {
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  const lines = ['root -> app:App @3', 'app -> still:Array @5', ...still, 'app -boxes-> boxes:Object @7'];
  const words = 'abcdefghijklmnopqrstuvwxyz'
    .split('')
    .flatMap((a) => ['red', 'blue', 'pink'].map((b) => a + b));
  for (let n = 0; n < count; n++) lines.push(`boxes -${words[n]}-> b${n}:Box 40 @${10_001 + 2 * n}`);
  return lines.join('\n');
}

test('what was there before, at another path, is not counted as added', async () => {
  const report = await diffHeaps([10, 30, 50].map(boxes));
  const [suspect] = report.suspects.rows;
  expect(suspect.title).toBe('Object `boxes` keeps 40 more Box, +20 a step');
  expect(suspect.growing.addedPerStep).toEqual([20, 20]);
  expect(suspect.holder.sizes).toEqual([10, 30, 50]);
  expect(suspect.cause.evidence).toEqual(['Object `boxes`: 20 added at every step, none removed']);
});

import { expect, test } from 'vitest';
import { diffHeaps } from '../../support/diff-heaps.js';

/** A heap of the program with entries in a list of a class. */
function heap(count: number, entry: (n: number, id: number) => string): string {
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  const lines = ['root -> app:App @3', 'app -> still:Array @5', ...still, 'app -derived-> list:Array @7'];
  for (let n = 0; n < count; n++) lines.push(entry(n, 10_001 + 20 * n));
  return lines.join('\n');
}

test('classes that are made again and again are functions, whatever they extend', async () => {
  const entry = (n: number, id: number): string =>
    [
      `list -[${n}]-> f${n}:closure "Row" 64 @${id} place 1 31 3`,
      `f${n} -prototype-> p${n}:Auditable 32 @${id + 2} place 1 4 3`,
    ].join('\n');
  const report = await diffHeaps([20, 40, 60].map((count) => heap(count, entry)));
  expect(report.suspects.rows.map(({ growing }) => growing.className)).toEqual(['Function']);
});

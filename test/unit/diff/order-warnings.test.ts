import { expect, test } from 'vitest';
import { diffHeaps } from '../../support/diff-heaps.js';

/** A heap with `count` entries, each with a higher id than the one before. */
function heap(count: number): string {
  const still = Array.from({ length: 120 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${101 + 2 * n}`);
  const entries = Array.from({ length: count }, (_, n) => `list -[${n}]-> e${n}:Entry 40 @${1001 + 2 * n}`);
  return ['root -> app:App @3', 'app -> still:Array @5', 'app -> list:Array @7', ...still, ...entries].join(
    '\n',
  );
}

async function warningsOf(...counts: readonly number[]): Promise<readonly (readonly [string, string])[]> {
  const { warnings } = await diffHeaps(counts.map(heap));
  const codes = ['swapped-order', 'identical-snapshots', 'different-processes'];
  return warnings.filter(({ code }) => codes.includes(code)).map(({ code, message }) => [code, message]);
}

test('snapshots in the order in which they were taken give no warning', async () => {
  expect(await warningsOf(10, 20, 30)).toEqual([]);
});

test('snapshots in another order give one warning, with the order to take', async () => {
  expect(await warningsOf(10, 30, 20)).toEqual([
    [
      'swapped-order',
      'the snapshots seem to have been taken in another order, 1, 3, 2 (their newest objects are @1019, @1059, @1039): if so, compare them again in that order',
    ],
  ]);
  expect((await warningsOf(20, 10))[0][1]).toMatch(/another order, 2, 1 /);
});

test('a file that is given twice is said to be', async () => {
  expect(await warningsOf(10, 10)).toEqual([
    ['identical-snapshots', 'snapshots 1 and 2 have the same objects: one file given twice?'],
  ]);
});

import { expect, test } from 'vitest';
import { diffHeaps } from '../../../support/diff-heaps.js';

/** One promise that does not settle, and `count` calls that wait for it: the newest is first in its list. */
function heap(count: number): string {
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  const lines = [
    'root -> app:App @3',
    'app -> still:Array @5',
    ...still,
    'app -stopping-> stopping:Promise @7',
  ];
  for (let n = count - 1; n >= 0; n--) {
    const owner = n === count - 1 ? 'stopping -{reactions_or_result}' : `r${n + 1} -<0>`;
    const id = 10_001 + 20 * n;
    lines.push(
      `${owner}-> r${n}:hidden "system / PromiseReaction" 40 @${id}`,
      `r${n} -{fulfill_handler}-> f${n}:closure "" 64 @${id + 2}`,
      `r${n} -{reject_handler}-> g${n}:closure "" 64 @${id + 4}`,
      `r${n} -{promise_or_capability}-> p${n}:Promise 32 @${id + 6}`,
      `p${n} -report-> x${n}:Report 100 @${id + 8}`,
    );
  }
  return lines.join('\n');
}

test('what waits for one promise is counted once, though a reaction holds several objects', async () => {
  const { suspects } = await diffHeaps([heap(20), heap(40), heap(60)]);
  expect(suspects.total).toBe(1);
  expect(suspects.rows[0].cause.evidence).toEqual([
    'one promise, Promise `stopping`, has not settled, and 60 reactions wait for it',
  ]);
  // A race with it is what keeps them, and no way out.
  expect(suspects.rows[0].cause.advice).toMatch(
    /^settle it, or wait for it once: .* Promise\.race\(\) with it is kept/,
  );
});

test('reactions that are in a list of their own have the promise for their holder', async () => {
  const { suspects } = await diffHeaps(
    [20, 40, 60].map((count) => heap(count).replaceAll(':hidden "system', ':object "system')),
  );
  expect(suspects.rows.map(({ holder, title }) => [holder?.name, title])).toEqual([
    ['stopping', 'Promise `stopping` keeps 40 more Report, +20 a step'],
  ]);
});

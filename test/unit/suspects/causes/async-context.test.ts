import { expect, test } from 'vitest';
import { diffHeaps } from '../../../support/diff-heaps.js';

/** A heap with much that does not change, and more lines. */
function heapWith(lines: readonly string[]): string {
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  return ['root -> app:App @3', 'app -> still:Array @5', ...still, ...lines].join('\n');
}

const STORE = '"<symbol kResourceStore>"';

/** Spans behind each other, from the store of the timer that was set last. */
function chain(count: number): string {
  const lines = ['app -timer-> t:Timeout 80 @7'];
  for (let n = count; n > 0; n--) {
    const holder = n === count ? `t -${STORE}` : `span${n + 1} -parent`;
    lines.push(`${holder}-> span${n}:Span 40 @${10_001 + 2 * n}`);
  }
  return heapWith(lines);
}

/** Promises that all wait, each with a store of its own. */
function promises(count: number): string {
  const lines = ['app -waiting-> list:Array @7'];
  for (let n = 0; n < count; n++)
    lines.push(
      `list -[${n}]-> t${n}:Promise 80 @${10_001 + 4 * n}`,
      `t${n} -${STORE}-> span${n}:Span 40 @${10_003 + 4 * n} place 7 1 3`,
    );
  return heapWith(lines);
}

async function causeOf(heaps: readonly string[]): Promise<readonly string[]> {
  const { suspects } = await diffHeaps(heaps);
  expect(suspects.rows.map(({ cause, growing }) => [cause.kind, growing.className])).toEqual([
    ['async-context', 'Span'],
  ]);
  return suspects.rows[0].cause.evidence;
}

test('stores that hold each other are told as such, and not as resources that carry them', async () => {
  expect(await causeOf([50, 250, 450].map(chain))).toEqual([
    'Span objects hang on the store of an AsyncLocalStorage: 200 added at every step',
  ]);
});

test('resources with a store each are told as resources', async () => {
  expect(await causeOf([50, 250, 450].map(promises))).toEqual([
    '400 async resources in Array `waiting` carry the AsyncLocalStorage store that was current when they were made',
  ]);
});

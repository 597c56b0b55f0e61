import { expect, test } from 'vitest';
import { diffHeaps } from '../../support/diff-heaps.js';

/** Objects in an array, the last of all or the first: so the ids are others where objects are counted. */
function heap(count: number, isFirst: boolean, idOf: (n: number) => number): string {
  const entries = Array.from({ length: count }, (_, n) => `list -[${n}]-> x${n}:Session 40`);
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16`);
  const lines = ['root -> app:App', 'app -> still:Array', 'app -sessions-> list:Array'];
  lines.push(...(isFirst ? [...entries, ...still] : [...still, ...entries]));
  let next = 0;
  return lines.map((line) => line.replace(/:\w+(?: \d+)?$/, (node) => `${node} @${idOf(next++)}`)).join('\n');
}

/** Bun counts its objects from 1 on, V8 has odd ids. */
const inBun = (n: number): number => n + 2;
const inV8 = (n: number): number => 2 * n + 3;

async function growthOf(idOf: (n: number) => number, counts: readonly number[]): Promise<number[]> {
  const heaps = counts.map((count, i) => heap(count, i > 0, (n) => idOf(n)));
  const report = await diffHeaps(heaps);
  expect(report.identity.mode).toBe('structural');
  return report.suspects.rows.map(({ growth }) => growth.count);
}

test('Bun numbers its objects anew, so that twice as many at a single step are a suspect', async () => {
  expect(await growthOf(inBun, [15, 40])).toEqual([25]);
  expect(await growthOf(inBun, [0, 20])).toEqual([20]);
});

test('in Bun, less than twice as many, or fewer than twenty, are chance', async () => {
  expect(await growthOf(inBun, [40, 70])).toEqual([]);
  expect(await growthOf(inBun, [25, 49])).toEqual([]);
  expect(await growthOf(inBun, [5, 24])).toEqual([]);
  expect(await growthOf(inBun, [60, 110])).toEqual([50]);
});

test('in V8 other ids are another process, which has some tens more of anything', async () => {
  expect(await growthOf(inV8, [15, 40])).toEqual([]);
  expect(await growthOf(inV8, [15, 64])).toEqual([]);
  expect(await growthOf(inV8, [15, 65])).toEqual([50]);
});

test('two steps of ten are enough, whatever the ids', async () => {
  expect(await growthOf(inBun, [40, 50, 60])).toEqual([20]);
  expect(await growthOf(inV8, [40, 50, 60])).toEqual([20]);
  expect(await growthOf(inV8, [40, 49, 58])).toEqual([]);
});

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

test.each([
  ['in Bun, which numbers its objects anew,', inBun],
  ['in V8, where other ids are another process,', inV8],
])('%s twenty or more are a suspect at a single step if they are more than before', async (_, idOf) => {
  expect(await growthOf(idOf, [15, 40])).toEqual([25]);
  expect(await growthOf(idOf, [0, 20])).toEqual([20]);
  expect(await growthOf(idOf, [5, 24])).toEqual([]);
});

test.each([
  ['Bun', inBun],
  ['V8', inV8],
])('in %s, fewer than there were before, or fewer than fifty, are chance', async (_, idOf) => {
  expect(await growthOf(idOf, [40, 70])).toEqual([]);
  expect(await growthOf(idOf, [25, 49])).toEqual([]);
  expect(await growthOf(idOf, [60, 109])).toEqual([]);
  expect(await growthOf(idOf, [60, 110])).toEqual([50]);
});

test('two steps of ten are enough, whatever the ids', async () => {
  expect(await growthOf(inBun, [40, 50, 60])).toEqual([20]);
  expect(await growthOf(inV8, [40, 50, 60])).toEqual([20]);
  expect(await growthOf(inV8, [40, 49, 58])).toEqual([]);
});

/** Objects in an array, each with some parts, of another process each time. */
function owners(count: number, partsOf: (n: number) => number, base: number): string {
  const lines = ['root -> app:App', 'app -calls-> list:Array'];
  for (let n = 0; n < count; n++) {
    lines.push(`list -[${n}]-> call${n}:Call 40`);
    for (let part = 0; part < partsOf(n); part++) lines.push(`call${n} -[${part}]-> c${n}p${part}:Part 40`);
  }
  for (let n = 0; n < 150; n++) lines.push(`app -[${n}]-> s${n}:Still 16`);
  let next = base;
  return lines.map((line) => line.replace(/:\w+(?: \d+)?$/, (node) => `${node} @${(next += 2)}`)).join('\n');
}

test('between two processes, parts of a few more objects are no growth of their own', async () => {
  const twelve = (): number => 12;
  const few = await diffHeaps([owners(100, twelve, 1), owners(130, twelve, 100_001)]);
  expect(few.identity.mode).toBe('structural');
  expect(few.suspects.rows).toEqual([]);
  const more = await diffHeaps([owners(100, twelve, 1), owners(130, (n) => (n === 7 ? 500 : 12), 100_001)]);
  expect(more.suspects.rows.map(({ growing }) => growing.className)).toEqual(['Part']);
});

test('numbers in fields come and go with their values, numbers in a list do not', async () => {
  const numbers = (count: number, edge: (n: number) => string, base: number): string => {
    const lines = ['root -> app:App', 'app -points-> list:Array', 'app -samples-> samples:Array'];
    for (let n = 0; n < 200; n++) lines.push(`list -[${n}]-> point${n}:Point 40`);
    for (let n = 0; n < count; n++) lines.push(`${edge(n)}-> x${n}:number "1.5" 16`);
    let next = base;
    return lines.map((line) => line.replace(/:\w+.*$/, (node) => `${node} @${(next += 2)}`)).join('\n');
  };
  const fields = (n: number): string => `point${n} -x`;
  expect((await diffHeaps([numbers(40, fields, 1), numbers(140, fields, 100_001)])).suspects.rows).toEqual(
    [],
  );
  const list = (n: number): string => `samples -[${n}]`;
  const report = await diffHeaps([numbers(40, list, 1), numbers(140, list, 100_001)]);
  expect(report.suspects.rows.map(({ holder }) => holder.name)).toEqual(['samples']);
});

test('between two processes, a few pieces more for each text are what V8 has not put together', async () => {
  const texts = (pieces: number, base: number): string => {
    const lines = ['root -> app:App', 'app -users-> list:Array'];
    for (let n = 0; n < 60; n++)
      lines.push(`list -[${n}]-> user${n}:User 40`, `user${n} -name-> name${n}:concatenated_string "a" 32`);
    for (let n = 0; n < pieces; n++)
      lines.push(`name${n % 60} -{first${n}}-> p${n}:concatenated_string "b" 32`);
    let next = base;
    return lines.map((line) => line.replace(/:\w+.*$/, (node) => `${node} @${(next += 2)}`)).join('\n');
  };
  const flattened = await diffHeaps([texts(2, 1), texts(180, 100_001)]);
  expect(flattened.identity.mode).toBe('structural');
  expect(flattened.suspects.rows).toEqual([]);
  const longer = await diffHeaps([texts(2, 1), texts(500, 100_001)]);
  expect(longer.suspects.rows.map(({ growing }) => growing.className)).toEqual(['(concatenated string)']);
});

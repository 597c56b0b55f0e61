import { expect, test } from 'vitest';
import type { Suspect } from '../../../src/report/model.js';
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

/** Of one process, with many objects that stay. */
async function suspectsOf(heaps: readonly string[]): Promise<readonly Suspect[]> {
  const still = Array.from({ length: 200 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  const report = await diffHeaps(
    heaps.map((lines) => ['root -> app:App @3', 'app -> still:Array @5', ...still, lines].join('\n')),
  );
  expect(report.identity.mode).toBe('id');
  return report.suspects.rows;
}

const lines = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n');

/** Entries of a store, the first of which have left it and are only in an index. */
const orphans = (left: number): string =>
  [
    'app -store-> store:Array 32 @7',
    'app -byTag-> index:Set 32 @9',
    lines(100, (n) => `${n < left ? 'index' : 'store'} -[${n}]-> e${n}:Entry 40 @${10_001 + 2 * n}`),
  ].join('\n');

test('what a store has let go and an index still has is a leak, though no object of it is new', async () => {
  const [suspect, ...others] = await suspectsOf([orphans(10), orphans(40), orphans(70)]);
  expect(others).toEqual([]);
  expect(suspect.title).toBe('Set `byTag` keeps 60 more Entry, +30 a step');
  expect(suspect.growth).toMatchObject({ count: 60, retained: 2800 });
});

test('what moves from one place to another a little, or not at each step, is none', async () => {
  expect(await suspectsOf([orphans(40), orphans(55), orphans(70)])).toEqual([]);
  expect(await suspectsOf([orphans(0), orphans(60), orphans(70)])).toEqual([]);
  expect(await suspectsOf([orphans(0), orphans(9), orphans(18)])).toEqual([]);
  expect(await suspectsOf([orphans(10), orphans(70)])).toEqual([]);
});

/** Names of 100 objects, of which some are new texts. */
const named = (texts: number, kind: string, size: number): string =>
  [
    'app -users-> users:Array 32 @7',
    lines(
      100,
      (n) =>
        `users -[${n}]-> u${n}:User 40 @${10_001 + 2 * n}\nu${n} -name-> ${n < texts ? `t${n}:${kind} ${size} @${20_001 + 2 * n}` : 'none'}`,
    ),
    'none = string "" 16 @9',
  ].join('\n');

test('texts in the fields of many objects come and go with when V8 puts them together', async () => {
  const kind = 'concatenated_string "a"';
  expect(await suspectsOf([named(10, kind, 32), named(40, kind, 32), named(70, kind, 32)])).toEqual([]);
  const sizes = [64, 128, 192].map((size) => named(90, kind, size));
  expect(await suspectsOf(sizes)).toEqual([]);
});

test('many objects that get a little larger are no leak, and a few or much larger ones are', async () => {
  const buffers = (count: number, size: number): string =>
    `app -pool-> pool:Array 32 @7\n${lines(count, (n) => `pool -[${n}]-> b${n}:Block ${size} @${10_001 + 2 * n}`)}`;
  expect(await suspectsOf([buffers(50, 10_000), buffers(50, 10_100), buffers(50, 10_200)])).toEqual([]);
  for (const [count, step] of [
    [5, 300],
    [50, 1000],
  ]) {
    const sizes = [10_000, 10_000 + step, 10_000 + 2 * step];
    const suspects = await suspectsOf(sizes.map((size) => buffers(count, size)));
    expect(suspects.map(({ title }) => title)).toEqual([
      `Block \`pool\` got ${(count * 2 * step).toLocaleString('en-US')} bytes larger`,
    ]);
  }
});

test('a few more texts of a text, and what shows the value of a number, are no suspects', async () => {
  const texts = (count: number, bytes: number): string => {
    const lines = ['app -row-> row:Row 40 @5001', 'row -key-> key:string "k" 20 @5003'];
    lines.push('row -counts-> counts:Array 32 @5005');
    for (let n = 0; n < 12; n++) lines.push(`counts -[${n}]-> n${n}:number "int" 12 @${5101 + 2 * n}`);
    for (let n = 0; n < count; n++)
      lines.push(`key -{actual${n}}-> t${n}:string "k" ${bytes} @${6001 + 2 * n}`);
    // Newer versions of V8 show the value of a number like this.
    for (let n = 0; n < 12 && count > 0; n++)
      lines.push(`n${n} -{value}-> v${n}:string "7" 0 @${7001 + 2 * n}`);
    return lines.join('\n');
  };
  expect(await suspectsOf([texts(0, 20), texts(9, 20)])).toEqual([]);
  const rows = await suspectsOf([texts(0, 4000), texts(9, 4000)]);
  expect(rows.map(({ growth }) => growth.shallowSize)).toEqual([36_000]);
});

test('a list that is emptied again and again has more at each snapshot by chance', async () => {
  /** Each object is a new one at each snapshot. */
  const emptied = (count: number, at: number): string =>
    [
      'root -> app:App @3, still:Array @5',
      'app -buffer-> list:Array @7',
      ...Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${1001 + 2 * n}`),
      ...Array.from(
        { length: count },
        (_, n) => `list -[${n}]-> e${n}:LogEvent 40 @${10_000 * (at + 1) + 2 * n + 1}`,
      ),
    ].join('\n');
  const report = await diffHeaps([10, 40, 70].map(emptied));
  expect(report.identity.mode).toBe('id');
  expect(report.suspects.rows).toEqual([]);
});

/** Lists of timers, the first of which leads to a queue. One process. */
function timers(lists: number, tasks: number): string {
  const lines = ['root -map-> map:TimerMap @3'];
  for (let n = 0; n < lists; n++) lines.push(`map -[${n}]-> l${n}:TimersList 32 @${101 + 2 * n}`);
  lines.push('l0 -timer-> t:Timeout @5', 't -queue-> queue:Queue @7', 'queue -heap-> heap:Array @9');
  lines.push('heap -{elements}-> store:array "" 16 @11');
  for (let n = 0; n < tasks; n++) lines.push(`store -{${n}}-> task${n}:Task 40 @${1001 + 2 * n}`);
  for (let n = 0; n < 150; n++) lines.push(`map -still${n}-> s${n}:Still 16 @${9001 + 2 * n}`);
  return lines.join('\n');
}

test('what grows below something that stands still is a leak of its own, whatever grows above', async () => {
  const { suspects } = await diffHeaps([timers(10, 50), timers(21, 250), timers(31, 450)]);
  expect(
    suspects.rows.map(({ growing, holder, growth }) => [growing.className, holder?.name, growth]),
  ).toEqual([['Task', 'heap', expect.objectContaining({ count: 400 })]]);
});

test('what the nodes of a list hold grows with the list, whatever its ends are called', async () => {
  const cache = (count: number): string => {
    const lines = [
      'root -> app:App @3',
      'app -cache-> cache:Cache @5',
      'cache -head-> first:Visit 40 @7 place 7 1 3',
      'first -value-> page:Page 40 @9 place 7 9 3',
    ];
    for (let n = 0; n < 150; n++) lines.push(`app -[${n}]-> s${n}:Still 16 @${1001 + 2 * n}`);
    for (let n = 0; n < count; n++) {
      const above = n === 0 ? 'cache -tail->' : `n${n - 1} -next->`;
      lines.push(
        `${above} n${n}:Visit 40 @${10_001 + 4 * n} place 7 1 3`,
        `n${n} -value-> p${n}:Page 40 @${10_003 + 4 * n} place 7 9 3`,
      );
    }
    return lines.join('\n');
  };
  const { suspects } = await diffHeaps([40, 80, 120].map(cache));
  expect(suspects.rows.map(({ growing, growth }) => [growing.className, growth.count])).toEqual([
    ['Visit', 80],
  ]);
});

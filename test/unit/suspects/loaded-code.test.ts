import { expect, test } from 'vitest';
import { diffHeaps } from '../../support/diff-heaps.js';

const STILL = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);

/** What tells the URL of a script: a function of it. */
const script = (url: string, number: number): string[] => [
  `app -main${number}-> main${number}:closure "main" 64 @${501 + 10 * number} place ${number} 1 1`,
  `main${number} -{shared}-> info${number}:code "(shared function info)" 64 @${503 + 10 * number}`,
  `info${number} -{script}-> script${number}:code "system / Script" 64 @${505 + 10 * number}`,
  `script${number} -{name}-> url${number}:string "${url}" 32 @${507 + 10 * number}`,
];

/** Functions in a list; `place` is where each of them is made. */
function heap(count: number, place: (n: number) => string, entry: (n: number, id: number) => string): string {
  const lines = ['root -> app:App @3', 'app -> still:Array @5', ...STILL, 'app -list-> list:Array @7'];
  lines.push(...script('/srv/app/report.mjs', 7), ...script('/srv/app/report.mjs?again', 8));
  for (let n = 0; n < count; n++) {
    const id = 10_001 + 20 * n;
    lines.push(`list -[${n}]-> f${n}:closure "f" 64 @${id} ${place(n)}`, entry(n, id + 2));
  }
  return lines.join('\n');
}

async function growing(
  place: (n: number) => string,
  entry: (n: number, id: number) => string = () => '',
): Promise<string[]> {
  const report = await diffHeaps([20, 40, 60].map((count) => heap(count, place, entry)));
  return report.suspects.rows.map((suspect) => suspect.growing.className);
}

const onItsOwn = (n: number): string => `place 7 ${10 + n} 4`;
const together = (): string => 'place 7 10 4';

test('functions of a script that is loaded late are each the only one of their place, and no leak', async () => {
  expect(await growing(onItsOwn)).toEqual([]);
});

test('also in a bundle that is a single line', async () => {
  expect(await growing((n) => `place 7 1 ${100 + n}`)).toEqual([]);
});

test.each<{ what: string; place: (n: number) => string }>([
  { what: 'that are made at one place', place: together },
  {
    what: 'that are made at one place of a line, and others at other lines',
    place: (n) => `place 7 ${10 + (n % 10)} 4`,
  },
  { what: 'that are made at few places of one line', place: (n) => `place 7 10 ${n % 10}` },
  {
    what: 'of a script that was loaded twice, and so twice at each place',
    place: (n) => `place ${7 + (n % 2)} ${10 + (n >> 1)} 4`,
  },
  { what: 'of a script without a URL, such as eval() makes each time', place: (n) => `place ${100 + n} 1 1` },
  { what: 'without a place', place: () => '' },
])('functions $what are a leak', async ({ place }) => {
  expect(await growing(place)).toEqual(['Function']);
});

test('prototypes of classes and contexts of functions come with a script', async () => {
  const entry = (n: number, id: number): string =>
    [
      `f${n} -prototype-> p${n}:Report 40 @${id}`,
      `f${n} -{context}-> c${n}:object "system / Context" 48 @${id + 2}`,
      `p${n} -__proto__-> q${n}:Base 40 @${id + 4}`,
    ].join('\n');
  expect(await growing(onItsOwn, entry)).toEqual([]);
  expect(await growing(together, entry)).toEqual(['Function']);
});

test('what each function of a late script brought with it is not counted, what came to it later is', async () => {
  const table = (n: number, id: number): string => `f${n} -cached-> x${n}:Result 40 @${id}`;
  expect(await growing(onItsOwn, table)).toEqual([]);
  expect(await growing(together, table)).toEqual(['Result']);
  const variable = (n: number, id: number): string =>
    [
      `f${n} -{context}-> c${n}:object "system / Context" 48 @${id}`,
      `c${n} -(last)-> x${n}:Result 40 @${id + 2}`,
    ].join('\n');
  expect(await growing(onItsOwn, variable)).toEqual([]);
  // All functions are there at once; what they have comes one after the other.
  const later = (count: number): string => heap(60, onItsOwn, (n, id) => (n < count ? table(n, id) : ''));
  const report = await diffHeaps([heap(0, onItsOwn, () => ''), later(20), later(40), later(60)]);
  expect(report.suspects.rows).toEqual([]);
  const since = await diffHeaps([later(0), later(20), later(40)]);
  expect(since.suspects.rows.map((suspect) => suspect.growing.className)).toEqual(['Result']);
});

test('beside functions that pile up, those of late scripts are not counted', async () => {
  // Ten more at places of their own at each step, and twenty at one.
  const mixed = (count: number): string => {
    const lines = [heap(count / 2, onItsOwn, () => '')];
    for (let n = 0; n < count; n++)
      lines.push(`list -[${500 + n}]-> g${n}:closure "g" 64 @${30_001 + 20 * n} ${together()}`);
    return lines.join('\n');
  };
  const report = await diffHeaps([20, 40, 60].map(mixed));
  expect(
    report.suspects.rows.map(({ growing: { addedPerStep }, growth }) => [addedPerStep, growth.shallowSize]),
  ).toEqual([[[20, 20], 40 * 64]]);
});

test('functions that were there before count as before', async () => {
  // 40 at places of their own, which stay, and 60 more at one place.
  const functions = (more: number): string => {
    const lines = [heap(0, together, () => '')];
    for (let n = 0; n < 40; n++)
      lines.push(`list -[${n}]-> f${n}:closure "f" 64 @${10_001 + 20 * n} ${onItsOwn(n)}`);
    for (let n = 0; n < more; n++)
      lines.push(`list -[${500 + n}]-> g${n}:closure "g" 64 @${30_001 + 20 * n} ${together()}`);
    return lines.join('\n');
  };
  const report = await diffHeaps([0, 30, 60].map(functions));
  expect(
    report.suspects.rows.map(({ growing: { addedPerStep }, holder }) => [addedPerStep, holder.sizes]),
  ).toEqual([
    [
      [30, 30],
      [40, 70, 100],
    ],
  ]);
});

/** Modules in the table of Node's ESM loader: specifier -> by type -> job -> module. */
function imported(count: number, urlOf: (n: number) => string): string {
  const lines = ['root -> app:App @3', 'app -> still:Array @5', ...STILL];
  lines.push(
    'app -loader-> loader:ModuleLoader @7',
    'loader -loadCache-> cache:LoadCache 32 @9',
    'cache -{table}-> table:array "" 64 @11',
  );
  for (let n = 0; n < count; n++) {
    const id = 10_001 + 20 * n;
    lines.push(
      `table -{${n}}-> v${n}:Object 24 @${id}`,
      `v${n} -javascript-> j${n}:ModuleJob 64 @${id + 2}`,
      `j${n} -module-> w${n}:ModuleWrap 64 @${id + 4}`,
      `w${n} -url-> u${n}:string "${urlOf(n)}" 48 @${id + 6}`,
    );
  }
  return lines.join('\n');
}

test('jobs of the loader are as many as there are modules, and only wrap them', async () => {
  const word = (n: number): string => String.fromCharCode(97 + Math.floor(n / 26), 97 + (n % 26));
  const suspects = async (urlOf: (n: number) => string): Promise<unknown[]> =>
    (await diffHeaps([20, 40, 60].map((count) => imported(count, urlOf)))).suspects.rows.map(
      ({ growing: { className }, cause, holder }) => [className, cause.kind, holder.className],
    );
  expect(await suspects((n) => `file:///srv/app/routes/${word(n)}.mjs`)).toEqual([]);
  expect(await suspects((n) => `file:///srv/app/price.mjs?rev=${n}`)).toEqual([
    ['ModuleWrap', 'module-cache', 'LoadCache'],
  ]);
});

test('a function that a script makes again and again has not come late, and neither has what it leads to', async () => {
  /** A queue that a timer leads to, which is set anew each time; `shared` is what its function is made of. */
  const queue = (round: number, tasks: number, shared: number): string => {
    const lines = [
      'root -> app:App @3',
      'app -> still:Array @5',
      ...STILL,
      ...script('/srv/app/main.mjs', 7),
    ];
    lines.push(
      `root -timer-> t:Timeout 80 @${701 + 10 * round}`,
      `t -_onTimeout-> tick:closure "tick" 64 @${703 + 10 * round} place 7 30 9`,
      `tick -{shared}-> code:code "(shared function info)" 64 @${shared}`,
      `tick -{context}-> scope:object "system / Context" 32 @${705 + 10 * round}`,
      'scope -(queue)-> queue:Queue @11',
      'queue -tasks-> list:Array @13',
      'app -seen-> seen:Array @15',
    );
    for (let n = 0; n < tasks; n++) lines.push(`list -[${n}]-> task${n}:Task 400 @${10_001 + 2 * n}`);
    for (let n = 0; n < tasks / 2; n++) lines.push(`seen -[${n}]-> d${n}:Date 16 @${20_001 + 2 * n}`);
    return lines.join('\n');
  };
  const order = async (sharedOf: (round: number) => number): Promise<string[]> => {
    const report = await diffHeaps([queue(1, 20, sharedOf(1)), queue(2, 100, sharedOf(2))]);
    return report.suspects.rows.map((suspect) => suspect.growing.className);
  };
  expect(await order(() => 801)).toEqual(['Task', 'Date']);
  expect(await order((round) => 801 + 2 * round)).toEqual(['Date', 'Task']);
});

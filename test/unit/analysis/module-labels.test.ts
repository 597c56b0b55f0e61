import { expect, test } from 'vitest';
import type { DiffReport } from '../../../src/report/model.js';
import { diffHeaps } from '../../support/diff-heaps.js';

const STILL = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);

/** `0, 1, ... 26` -> `aa, ab, ... ba`: words, without any number. */
const word = (n: number): string => String.fromCharCode(97 + Math.floor(n / 26), 97 + (n % 26));

/** A program that has required so many files, as `require.cache` has them. */
function required(count: number, fileOf: (n: number) => string, rest: readonly string[] = []): string {
  const lines = ['root -> app:App @3', 'app -> still:Array @5', ...STILL, 'app -_cache-> cache:Object @7'];
  for (let n = 0; n < count; n++) {
    const id = 10_001 + 20 * n;
    lines.push(
      `cache -"${fileOf(n)}"-> m${n}:Module 64 @${id}`,
      `m${n} -filename-> f${n}:string "${fileOf(n)}" 40 @${id + 2}`,
      `m${n} -exports-> e${n}:Object 56 @${id + 4}`,
      `e${n} -limits-> l${n}:Limits 72 @${id + 6}`,
    );
  }
  return [...lines, ...rest].join('\n');
}

async function suspectsOf(reports: Promise<DiffReport>): Promise<unknown[]> {
  const { suspects } = await reports;
  return suspects.rows.map(({ growing, cause, holder }) => [growing.className, cause.kind, holder.name]);
}

const load = (fileOf: (n: number) => string): Promise<unknown[]> =>
  suspectsOf(diffHeaps([20, 40, 60].map((count) => required(count, fileOf))));

test('files that are loaded late, each of them once, are no leak, and neither is what each of them has', async () => {
  expect(await load((n) => `/srv/app/routes/${word(n)}.js`)).toEqual([]);
  expect(await load((n) => `/srv/app/node_modules/charts/part${n}.js`)).toEqual([]);
});

test.each<{ how: string; fileOf: (n: number) => string }>([
  { how: 'with another query', fileOf: (n) => `/srv/app/price.cjs?v=${n}` },
  { how: 'of a package with another query', fileOf: (n) => `/srv/app/node_modules/charts/index.js?v=${n}` },
  { how: 'under another number', fileOf: (n) => `/tmp/rules/rule-${n}.cjs` },
  {
    how: 'under a random name',
    fileOf: (n) => `/tmp/rules/rule-${(0x9f3c21aa + 7919 * n).toString(16)}.cjs`,
  },
])('one file that is loaded again and again $how piles up in the cache of modules', async ({ fileOf }) => {
  expect(await load(fileOf)).toEqual([['Module', 'module-cache', '_cache']]);
});

test('a Map of a module that was loaded late is found if it grows', async () => {
  const sessions = (count: number): string[] => [
    'e0 -sessions-> map:Map 32 @9',
    'map -{table}-> table:array "" 64 @11',
    ...Array.from({ length: count }, (_, n) => `table -{${n}}-> x${n}:Session 40 @${50_001 + 2 * n}`),
  ];
  const heap = (files: number, count: number): string =>
    required(files, (n) => `/srv/app/routes/${word(n)}.js`, files === 0 ? [] : sessions(count));
  expect(await suspectsOf(diffHeaps([heap(0, 0), heap(20, 20), heap(40, 40)]))).toEqual([
    ['Session', 'unbounded-collection', 'sessions'],
  ]);
});

test('modules of the engine are told by the URL of their functions', async () => {
  const page = (count: number, urlOf: (n: number) => string): string => {
    const lines = ['root -> app:App @3', 'app -> still:Array @5', ...STILL];
    lines.push('root -> handles:synthetic "(Global handles)" @7');
    for (let n = 0; n < count; n++) {
      const id = 10_001 + 20 * n;
      lines.push(
        `handles -{${n}}-> m${n}:hidden "system / SourceTextModule" 100 @${id}`,
        `m${n} -{code}-> f${n}:closure "render" 64 @${id + 2} place ${100 + n} 1 1`,
        `f${n} -{shared}-> i${n}:code "(shared function info)" 64 @${id + 4}`,
        `i${n} -{script}-> t${n}:code "system / Script" 64 @${id + 6}`,
        `t${n} -{name}-> u${n}:string "${urlOf(n)}" 40 @${id + 8}`,
        `m${n} -{namespace}-> x${n}:View 40 @${id + 10}`,
      );
    }
    return lines.join('\n');
  };
  const suspects = async (urlOf: (n: number) => string): Promise<string[]> =>
    (await diffHeaps([20, 40, 60].map((count) => page(count, urlOf)))).suspects.rows.map(
      ({ growing }) => growing.className,
    );
  expect(await suspects((n) => `http://localhost/src/${word(n)}.js`)).toEqual([]);
  expect(await suspects((n) => `http://localhost/src/view.js?t=${n}`)).toEqual(['Function', 'View']);
});

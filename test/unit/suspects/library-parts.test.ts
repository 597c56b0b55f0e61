import { expect, test } from 'vitest';
import type { DiffReport } from '../../../src/report/model.js';
import { diffHeaps } from '../../support/diff-heaps.js';

/** A page whose one script (number 1) has the program and its libraries. */
function page(top: string, count: number, entry: (n: number, id: number) => string): string {
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  const lines = ['root -> app:App @3', 'app -> still:Array @5', ...still, top, 'no = hidden "undefined" @61'];
  for (let n = 0; n < count; n++) lines.push(entry(n, 10_001 + 30 * n));
  return lines.join('\n');
}

const diffPages = (top: string, entry: (n: number, id: number) => string): Promise<DiffReport> =>
  diffHeaps([20, 40, 60].map((count) => page(top, count, entry)));

test('what a chain of links leads to is named, wherever the links are defined', async () => {
  const entry = (n: number, id: number): string =>
    [
      `${n === 0 ? 'dep -subs->' : `l${n - 1} -prevSub->`} l${n}:Link 44 @${id} place 1 1525 2`,
      `l${n} -dep-> dep`,
      `l${n} -nextSub-> no`,
      `l${n} -sub-> e${n}:ReactiveEffect 44 @${id + 2} place 1 1424 2`,
      `e${n} -deps-> l${n}`,
      `e${n} -depsTail-> l${n}`,
      `e${n} -fn-> f${n}:closure "getter" 28 @${id + 4}`,
      `f${n} -{context}-> c${n}:object "system / Context / scope @9" 32 @${id + 6}`,
      `c${n} -(ledger)-> m${n}:StockLedger 24 @${id + 8} place 1 7455 2`,
    ].join('\n');
  const { suspects } = await diffPages('app -dep-> dep:Dep 44 @9 place 1 1534 2', entry);
  expect(suspects.rows.map(({ growing }) => growing.className)).toEqual(['StockLedger']);
  expect(suspects.rows[0].growing.addedPerStep).toEqual([20, 20]);
});

test('a library with short names is known by its fields', async () => {
  const entry = (n: number, id: number): string =>
    [
      `list -[${n}]-> t${n}:object "t" 36 @${id} place 1 4 100`,
      `t${n} -_parentage-> no`,
      `t${n} -_finalizers-> no`,
      `t${n} -destination-> r${n}:object "r" 20 @${id + 2} place 1 4 300`,
      `r${n} -partialObserver-> o${n}:Object 20 @${id + 4}`,
      `o${n} -next-> f${n}:closure "next" 28 @${id + 6}`,
      `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 8}`,
      `c${n} -(this)-> g${n}:object "gr" 40 @${id + 10} place 1 4 18471`,
    ].join('\n');
  const { suspects } = await diffPages('app -currentObservers-> list:Array 16 @9', entry);
  expect(suspects.rows.map(({ growing, cause }) => [growing.className, cause.kind])).toEqual([
    ['gr', 'dangling-subscription'],
  ]);
});

test('where there is nothing of the program, the library has the name', async () => {
  const entry = (n: number, id: number): string =>
    [
      `list -[${n}]-> t${n}:Subscription 36 @${id} place 1 4 100`,
      `t${n} -_parentage-> no`,
      `t${n} -_finalizers-> no`,
    ].join('\n');
  const { suspects } = await diffPages('app -_finalizers-> list:Array 16 @9', entry);
  expect(suspects.rows.map(({ growing }) => growing.className)).toEqual(['Subscription']);
});

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

test("of Backbone's two records of a subscription, the program's class behind them is named", async () => {
  // model._events.change -> { callback, context, ctx, listening } -> { id, listener, obj, interop } -> the view
  const entry = (n: number, id: number): string =>
    [
      `list -[${n}]-> r${n}:object "h" 32 @${id} place 1 8 100`,
      `r${n} -callback-> call`,
      `r${n} -context-> no`,
      `r${n} -ctx-> v${n}:object "v" 40 @${id + 2} place 1 9 300`,
      `r${n} -listening-> l${n}:object "L" 48 @${id + 4} place 1 8 200`,
      `l${n} -id-> no`,
      `l${n} -listener-> v${n}`,
      `l${n} -obj-> model`,
      `l${n} -interop-> no`,
      n === 0 ? 'call = closure "render" 64 @13' : '',
    ].join('\n');
  const { suspects } = await diffPages(
    'app -model-> model:object "m" 40 @7 place 1 3 5\nmodel -_events-> events:Object @9\nevents -change-> list:Array 16 @11',
    entry,
  );
  expect(suspects.rows.map(({ growing, cause }) => [growing.className, cause.kind])).toEqual([
    ['v', 'event-listener'],
  ]);
});

test("Backbone's listening is no class of the program, held by either side", async () => {
  const entry = (n: number, id: number): string =>
    [
      `listening -"l${n}"-> l${n}:object "L" 48 @${id} place 1 8 200`,
      `l${n} -id-> no`,
      `l${n} -listener-> v${n}:object "v" 40 @${id + 2} place 1 9 300`,
      `l${n} -obj-> no`,
      `l${n} -interop-> no`,
    ].join('\n');
  const { suspects } = await diffPages('app -_listeners-> listening:Object @9', entry);
  expect(suspects.rows.map(({ growing }) => growing.className)).toEqual(['v']);
});

test("an eventemitter3's record is no class of the program", async () => {
  const entry = (n: number, id: number): string =>
    [
      `list -[${n}]-> e${n}:object "e" 24 @${id} place 1 2 50`,
      `e${n} -fn-> f${n}:closure "onTick" 28 @${id + 2}`,
      `e${n} -context-> v${n}:object "v" 40 @${id + 4} place 1 9 300`,
      `e${n} -once-> no`,
    ].join('\n');
  const { suspects } = await diffPages(
    'app -feed-> feed:object "u" 40 @7 place 1 2 80\nfeed -_events-> events:Object @9\nevents -tick-> list:Array 16 @11',
    entry,
  );
  expect(suspects.rows.map(({ growing, cause }) => [growing.className, cause.kind])).toEqual([
    ['v', 'event-listener'],
  ]);
});

test("a signal of Preact's has a chain of nodes, each of a subscription that nobody ends", async () => {
  // The signal's last node, and from it the ones before; each leads to an effect with a function of the program.
  const node = (n: number, id: number): string =>
    [
      `${n === 0 ? 'signal -t->' : `l${n - 1} -x->`} l${n}:Object 40 @${id}`,
      `l${n} -i-> no`,
      `l${n} -S-> signal`,
      ...['p', 'n', 'e', 'r'].map((name) => `l${n} -${name}-> no`),
      `l${n} -t-> e${n}:object "E" 40 @${id + 2} place 1 6 900`,
      ...['s', 'u', 'f', 'o'].map((name) => `e${n} -${name}-> no`),
      `e${n} -x-> f${n}:closure "" 28 @${id + 4}`,
      `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 6}`,
      `c${n} -(this)-> v${n}:object "v" 40 @${id + 8} place 1 9 300`,
    ].join('\n');
  const { suspects } = await diffPages('app -price-> signal:object "u" 40 @9 place 1 6 100', node);
  expect(
    suspects.rows.map(({ growing, cause }) => [growing.className, cause.kind, cause.confidence]),
  ).toEqual([['v', 'dangling-subscription', 'high']]);
});

test('objects with fewer of those fields are of the program', async () => {
  const node =
    (fields: string) =>
    (n: number, id: number): string =>
      [
        `list -[${n}]-> l${n}:object "Point" 40 @${id} place 1 6 900`,
        ...fields.split(' ').map((name) => `l${n} -${name}-> no`),
        `l${n} -to-> v${n}:object "v" 400 @${id + 2} place 1 9 300`,
      ].join('\n');
  for (const fields of ['S p n t e x', 'fn context', 'listener obj', 'values_ target_']) {
    const { suspects } = await diffPages('app -points-> list:Array 16 @9', node(fields));
    expect(
      suspects.rows.map(({ growing, cause }) => [growing.className, cause.kind]),
      fields,
    ).toEqual([['Point', 'unbounded-collection']]);
  }
});

test("MobX's administration of an object and its atoms are named by the object", async () => {
  const entry = (n: number, id: number): string =>
    [
      `list -[${n}]-> a${n}:object "t" 72 @${id} place 1 5 100`,
      `a${n} -values_-> no`,
      `a${n} -target_-> v${n}:object "v" 40 @${id + 2} place 1 9 300`,
      `a${n} -pendingKeys_-> no`,
    ].join('\n');
  const { suspects } = await diffPages('app -seen-> list:Array 16 @9', entry);
  expect(suspects.rows.map(({ growing }) => growing.className)).toEqual(['v']);
});

test.each([
  ["a signal's node before it is minified", '_source _target _prevTarget _nextTarget'],
  ['an effect before it is minified', '_fn _sources _flags'],
  ['a minified effect', 'x u s o f'],
  ['a minified computed signal', 'x u s j f'],
])('%s is no class of the program', async (_, fields) => {
  const entry = (n: number, id: number): string =>
    [
      `list -[${n}]-> a${n}:object "t" 400 @${id} place 1 5 100`,
      ...fields.split(' ').map((name) => `a${n} -${name}-> no`),
      `a${n} -held-> v${n}:object "v" 40 @${id + 2} place 1 9 300`,
    ].join('\n');
  const { suspects } = await diffPages('app -seen-> list:Array 16 @9', entry);
  expect(suspects.rows.map(({ growing }) => growing.className)).toEqual(['v']);
});

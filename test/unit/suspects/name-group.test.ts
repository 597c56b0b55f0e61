import { expect, test } from 'vitest';
import { diffHeaps } from '../../support/diff-heaps.js';

/** A script of a package and one of the runtime, which functions and classes are of. */
const SCRIPTS = ['/srv/app/node_modules/breaker/status.js', 'node:internal/timers']
  .map((url, i) =>
    [
      `app -f${i}-> f${i}:closure "f" 64 @${501 + 10 * i} place ${7 + i} 1 1`,
      `f${i} -{shared}-> i${i}:code "(shared function info)" 64 @${503 + 10 * i}`,
      `i${i} -{script}-> t${i}:code "system / Script" 64 @${505 + 10 * i}`,
      `t${i} -{name}-> url${i}:string "${url}" 32 @${507 + 10 * i}`,
    ].join('\n'),
  )
  .join('\n');

/** Timers that wait, with what their callbacks hold. */
function timers(count: number, callback: (n: number, id: number) => string): string {
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  const lines = ['root -> app:App @3', 'app -> still:Array @5', ...still, SCRIPTS];
  lines.push('root -> list:TimersList 32 @7 place 8 200 3');
  for (let n = 0; n < count; n++) {
    const id = 10_001 + 20 * n;
    lines.push(`list -[${n}]-> t${n}x:Timeout 48 @${id} place 8 170 14`, callback(n, id + 2));
  }
  return lines.join('\n');
}

test("timers that a package set are named by the package's class, and belong to the package", async () => {
  const callback = (n: number, id: number): string =>
    [
      `t${n}x -_onTimeout-> c${n}:closure "tick" 64 @${id} place 7 98 8`,
      `c${n} -{context}-> x${n}:object "system / Context" 32 @${id + 2}`,
      `x${n} -(status)-> b${n}:Status 40 @${id + 4} place 7 52 14`,
    ].join('\n');
  const report = await diffHeaps([20, 40, 60].map((count) => timers(count, callback)));
  expect(report.suspects.total).toBe(1);
  const [suspect] = report.suspects.rows;
  expect(suspect.title).toBe('The list of waiting timers keeps 40 more Status, +20 a step');
  expect(suspect.cause.kind).toBe('timer');
  expect(suspect.cause.advice).toMatch(/^a package set them: /);
  expect(suspect.path.map(({ className }) => className).slice(-3)).toEqual(['Timeout', 'Function', 'Status']);
  expect(suspect.owner).toMatchObject({ package: 'breaker' });
  expect(suspect.holder.location).toMatchObject({ line: 99, column: 9, nearest: true });
});

test('timers without any class of their own are told by the place of their callback', async () => {
  const callback = (n: number, id: number): string =>
    `t${n}x -_onTimeout-> c${n}:closure "tick" 64 @${id} place 7 98 8`;
  const report = await diffHeaps([20, 40, 60].map((count) => timers(count, callback)));
  const [suspect] = report.suspects.rows;
  expect(suspect.growing.className).toBe('Timeout');
  expect(suspect.growing.location).toMatchObject({ line: 99, column: 9, nearest: true });
  expect(suspect.growing.location?.url).toContain('breaker/status.js');
});

/** A heap in which `top` is what a package at script 7 has, and `entry` one thing in it. */
function packaged(top: string, count: number, entry: (n: number, id: number) => string): string {
  const lines = timers(0, () => '').split('\n');
  lines.push(top);
  for (let n = 0; n < count; n++) lines.push(entry(n, 10_001 + 20 * n));
  return lines.join('\n');
}

test("what a package's list holds is named, and not its nodes", async () => {
  const entry = (n: number, id: number): string =>
    [
      `${n === 0 ? 'list -head->' : `n${n - 1} -next->`} n${n}:ListNode 40 @${id} place 7 30 4`,
      `n${n} -data-> r${n}:ResourceRequest 64 @${id + 2} place 7 40 4`,
    ].join('\n');
  const top = 'app -waiting-> list:LinkedList 32 @9 place 7 20 4';
  const report = await diffHeaps([20, 40, 60].map((count) => packaged(top, count, entry)));
  expect(report.suspects.rows.map(({ growing }) => growing.className)).toEqual(['ResourceRequest']);
  expect(report.suspects.rows[0].growing.addedPerStep).toEqual([20, 20]);
});

test.each([
  ['bound', (n: number, id: number) => `f${n} -{bound_this}-> k${n}:Keyv 64 @${id} place 7 60 4`],
  [
    'that closes over it',
    (n: number, id: number) =>
      `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 2}\nc${n} -(this)-> k${n}:Keyv 64 @${id} place 7 60 4`,
  ],
])("a package's function %s is named by the object that it is a method of", async (_, receiver) => {
  const entry = (n: number, id: number): string =>
    [
      `list -[${n}]-> f${n}:closure "onError" 64 @${id} place 7 50 4`,
      receiver(n, id + 2),
      `k${n} -hooks-> a${n}:Array 16 @${id + 6}`,
    ].join('\n');
  const top = 'app -store-> store:Store 32 @9 place 1 5 3\nstore -queue-> list:Array @11';
  const report = await diffHeaps([20, 40, 60].map((count) => packaged(top, count, entry)));
  expect(report.suspects.rows.map(({ growing }) => growing.className)).toEqual(['Keyv']);
});

test('records have the name, where a class of the program comes with few of them', async () => {
  // A view for each four calls that wait.
  const entry = (n: number, id: number): string =>
    [
      `list -[${n}]-> r${n}:Object 24 @${id}`,
      `r${n} -method-> name`,
      `r${n} -params-> a${n}:Array 16 @${id + 2}`,
      n % 4 === 0 ? `a${n} -[0]-> v${n}:LayoutView 40 @${id + 4} place 1 31 3` : '',
      n === 0 ? 'name = string "layout.get" 24 @13' : '',
    ].join('\n');
  const top = 'app -inflight-> list:Array @11';
  const report = await diffHeaps([20, 40, 60].map((count) => packaged(top, count, entry)));
  expect(report.suspects.rows.map(({ growing }) => growing.className)).toEqual(['{method, params}']);
});

test("the program's functions in a package's tree of lists are subscriptions", async () => {
  const entry = (n: number, id: number): string => `topic -[${n}]-> f${n}:closure "onMessage" 64 @${id}`;
  const top = [
    'app -matcher-> matcher:Matcher 32 @9 place 7 20 4',
    'matcher -topics-> topics:Map 32 @11',
    'topics -{table}-> table:array "" 64 @13',
    'table -{2}-> site:Map 32 @15',
    'site -{table}-> inner:array "" 64 @17',
    'inner -{2}-> topic:Array 32 @19',
  ].join('\n');
  const report = await diffHeaps([20, 40, 60].map((count) => packaged(top, count, entry)));
  expect(report.suspects.rows.map(({ cause }) => cause.kind)).toEqual(['dangling-subscription']);
});

/** A heap with an object of the program at `app`, and entries in it. */
function programmed(top: string, count: number, entry: (n: number, id: number) => string): string {
  return packaged(`app -trail-> own:Trail 32 @9 place 1 5 3\n${top}`, count, entry);
}

test('calls of a generator that wait are named by the class that the program has in them', async () => {
  const call = (n: number, id: number): string =>
    [
      `list -[${n}]-> g${n}:object "guardScript" 80 @${id} place 1 17 22`,
      `g${n} -{parameters_and_registers}-> r${n}:array "" 40 @${id + 2}`,
    ].join('\n');
  const withState = (n: number, id: number): string =>
    `${call(n, id)}\nr${n} -{3}-> s${n}:NpcState 40 @${id + 4} place 1 4 3`;
  const growingOf = async (entry: (n: number, id: number) => string): Promise<string[]> => {
    const report = await diffHeaps(
      [20, 40, 60].map((count) => programmed('own -parked-> list:Array @11', count, entry)),
    );
    return report.suspects.rows.map(({ growing }) => growing.className);
  };
  expect(await growingOf(withState)).toEqual(['NpcState']);
  expect(await growingOf(call)).toEqual(['guardScript']);
});

test('a string that grows is called so, and by its name', async () => {
  const piece = (n: number, id: number): string =>
    [
      `${n === 0 ? 'own -transcript->' : `c${n - 1} -{first}->`} c${n}:concatenated_string "" 32 @${id}`,
      `c${n} -{second}-> t${n}:string "a line of the log" 40 @${id + 2}`,
    ].join('\n');
  const report = await diffHeaps([20, 40, 60].map((count) => programmed('', count, piece)));
  expect(report.suspects.rows.map(({ title }) => title)).toEqual([
    expect.stringMatching(/^The string `transcript` keeps 40 more /),
  ]);
});

test('numbers are told as numbers, though V8 has the text of each in it', async () => {
  const numbers = (count: number): string => {
    const lines = ['root -> app:App @3', 'app -seen-> seen:Set @5', 'seen -{table}-> table:array "" 16 @7'];
    for (let n = 0; n < 150; n++) lines.push(`app -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
    for (let n = 0; n < count; n++)
      lines.push(
        `table -{${n}}-> n${n}:number "heap number" 16 @${10_001 + 4 * n}`,
        `n${n} -{value}-> v${n}:string "${n}.5" 16 @${10_003 + 4 * n}`,
      );
    return lines.join('\n');
  };
  const { suspects } = await diffHeaps([numbers(100), numbers(300), numbers(500)]);
  expect(suspects.rows.map(({ title }) => title)).toEqual([
    'Set `seen` keeps 400 more (number), +200 a step',
  ]);
});

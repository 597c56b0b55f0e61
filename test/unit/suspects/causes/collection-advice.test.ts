import { expect, test } from 'vitest';
import { diffHeaps } from '../../../support/diff-heaps.js';

/** A heap with much that does not change, and entries `list[n]` of a growing number. */
function heapWith(top: string, count: number): string {
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  const lines = ['root -> app:App @3', 'app -> still:Array @5', ...still, top];
  for (let n = 0; n < count; n++) lines.push(`list -[${n}]-> u${n}:Row 40 @${10_001 + 2 * n}`);
  return lines.join('\n');
}

test.each([
  ['app -rows-> list:Array @7', /^remove the entry when its owner is done/],
  ['app -rows-> list:RowCache @7', /^give it a size or time limit/],
  [
    'app -in-> in:Readable @7\nin -_readableState-> s:ReadableState @9\ns -buffer-> list:Array @11',
    /push\(\)/,
  ],
  [
    'app -c-> c:ReadableStreamDefaultController @7\nc -state-> s:Object @9\ns -queue-> q:Queue @11\nq -list-> list:Array @13',
    /desiredSize/,
  ],
  ['app -in-> in:Readable @7\nin -_readableState-> s:ReadableState @9\ns -pipes-> list:Array @11', /unpipe/],
  [
    'app -out-> out:Writable @7\nout -_writableState-> s:WritableState @9\ns -buffered-> list:Array @11',
    /drain/,
  ],
  ['app -markEntryBuffer-> list:Array @7', /clearMarks/],
])('%s', async (top, advice) => {
  const report = await diffHeaps([20, 40, 60].map((count) => heapWith(top, count)));
  expect(report.suspects.rows.map(({ cause }) => cause.kind)).toEqual(['unbounded-collection']);
  expect(report.suspects.rows[0].cause.advice).toMatch(advice);
});

test('open handles that the runtime holds are told instead of its own words for them', async () => {
  const heap = (count: number): string => {
    const lines = ['root -> list:synthetic "(Global handles)" @7'];
    for (let n = 0; n < count; n++)
      lines.push(
        `list -[${n}]-> h${n}:UDP 24 @${10_001 + 6 * n}`,
        `h${n} -owner-> w${n}:Socket 64 @${10_003 + 6 * n}`,
        `w${n} -probe-> p${n}:StunProbe 64 @${10_005 + 6 * n} place 7 3 4`,
      );
    return `${heapWith('', 0)}\n${lines.join('\n')}`;
  };
  const report = await diffHeaps([20, 40, 60].map(heap));
  expect(report.suspects.rows.map(({ title }) => title)).toEqual([
    'Open UDP sockets keep 40 more StunProbe, +20 a step',
  ]);
  expect(Object.keys(report.suspects.rows[0].cause)).toEqual(['kind', 'confidence', 'evidence', 'advice']);
});

test('signals that will abort by themselves say when they are let go', async () => {
  const report = await diffHeaps(
    [20, 40, 60].map((count) => heapWith('app -gcPersistentSignals-> list:Set @7', count)),
  );
  const [{ cause }] = report.suspects.rows;
  expect(cause.kind).toBe('event-listener');
  expect(cause.evidence).toEqual([
    '40 more signals with listeners wait to abort: 20 added at every step, none removed',
  ]);
  expect(cause.advice).toMatch(/AbortSignal\.timeout\(\)/);
});

test.each([
  ['texts', 'string "user-1" 24', false],
  ['symbols', 'symbol "user" 24', false],
  ['objects', 'Request 24', true],
])('a WeakMap would do for a Map whose keys are %s: %s %s', async (_, key, wouldDo) => {
  const map = (count: number): string => {
    const lines = [heapWith('app -rows-> map:Map 32 @7\nmap -{table}-> table:array "" 64 @9', 0)];
    for (let n = 0; n < count; n++)
      lines.push(
        `table -{${3 * n + 10}}-> k${n}:${key} @${20_001 + 2 * n}`,
        `table -{${3 * n + 11}}-> u${n}:Row 40 @${10_001 + 2 * n}`,
      );
    return lines.join('\n');
  };
  const [suspect] = (await diffHeaps([20, 40, 60].map(map))).suspects.rows;
  expect(suspect.growing.className).toBe('Row');
  expect(suspect.cause.advice.includes('WeakMap')).toBe(wouldDo);
});

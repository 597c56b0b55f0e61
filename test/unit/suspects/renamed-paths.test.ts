import { expect, test } from 'vitest';
import type { DiffReport } from '../../../src/report/model.js';
import { diffHeaps } from '../../support/diff-heaps.js';

/** Records in a Map that a variable holds, in a process of its own. */
function heap(variable: string, count: number, process: number): string {
  const lines = ['root -> app:Function', `app -{context}-> scope:Context`, `scope -(${variable})-> map:Map`];
  for (let n = 0; n < count; n++)
    lines.push(
      `map -[${n}]-> r${n}:Object 40`,
      `r${n} -invoice-> i${n}:string "a" 20`,
      `r${n} -paid-> p${n}:string "b" 24`,
    );
  for (let n = 0; n < 150; n++) lines.push(`app -still${n}-> s${n}:Still 16`);
  let next = 1 + 100_000 * process;
  return lines
    .map((line) => line.replace(/:\w+(?: "\w")?(?: \d+)?$/, (node) => `${node} @${(next += 2)}`))
    .join('\n');
}

async function told(heaps: readonly string[]): Promise<readonly (readonly unknown[])[]> {
  const report: DiffReport = await diffHeaps(heaps);
  expect(report.identity.mode).toBe('structural');
  return report.suspects.rows.map(({ growing, holder }) => [
    growing.className,
    growing.addedPerStep,
    holder?.name,
  ]);
}

test('what an earlier build holds by a variable of another name was there before', async () => {
  expect(await told([heap('q', 150, 0), heap('s', 420, 1), heap('s', 700, 2)])).toEqual([
    ['{invoice, paid}', [270, 280], 's'],
  ]);
  expect(await told([heap('q', 150, 0), heap('q', 420, 1), heap('s', 700, 2)])).toEqual([
    ['{invoice, paid}', [270, 280], 's'],
  ]);
});

test('as many as before under another name are no growth', async () => {
  expect(await told([heap('q', 300, 0), heap('s', 300, 1)])).toEqual([]);
});

/** Records from a first to a last number in a list, to which there is a shorter way at the end. One process. */
function heapOfOne(first: number, end: number, isShort: boolean): string {
  const lines = [
    'root -> app:Function @3',
    'app -{context}-> scope:Context @5',
    'scope -(hall)-> hall:Hall @7',
    'hall -list-> list:Array @9',
    ...(isShort ? ['root -desk-> desk:Desk @11', 'desk -list-> list'] : []),
  ];
  for (let n = first; n < end; n++)
    lines.push(
      `list -[${n}]-> r${n}:Object 40 @${1001 + 6 * n}`,
      `r${n} -invoice-> i${n}:string "a" 20 @${1003 + 6 * n}`,
      `r${n} -paid-> p${n}:string "b" 24 @${1005 + 6 * n}`,
    );
  for (let n = 0; n < 150; n++) lines.push(`app -still${n}-> s${n}:Still 16 @${101 + 2 * n}`);
  return lines.join('\n');
}

async function toldOfOne(heaps: readonly string[]): Promise<readonly (readonly unknown[])[]> {
  const report: DiffReport = await diffHeaps(heaps);
  expect(report.identity.mode).toBe('id');
  return report.suspects.rows.map(({ growing, path }) => [
    growing.className,
    growing.addedPerStep,
    path.map(({ name }) => name),
  ]);
}

test('what grew at a place to which there is another way by now has grown all the same', async () => {
  const [[className, added, names]] = await toldOfOne([
    heapOfOne(0, 150, false),
    heapOfOne(0, 420, false),
    heapOfOne(0, 700, true),
  ]);
  expect([className, added]).toEqual(['{invoice, paid}', [270, 280]]);
  expect(names).toEqual(expect.arrayContaining(['desk', 'list']));
});

test('where all is replaced, another way to it is no growth', async () => {
  const heaps = [heapOfOne(0, 300, false), heapOfOne(200, 500, false), heapOfOne(400, 700, true)];
  expect(await toldOfOne(heaps)).toEqual([]);
  expect(await toldOfOne(heaps.slice(1))).toEqual([]);
});

import { expect, test } from 'vitest';
import { diffHeaps } from '../../support/diff-heaps.js';

/** What a list has beside its way: entries from a first to a last number. One process. */
type Entries = (first: number, end: number) => readonly string[];

const records: Entries = (first, end) =>
  range(first, end).flatMap((n) => [
    `list -[${n}]-> r${n}:Object 40 @${1001 + 6 * n}`,
    `r${n} -invoice-> i${n}:string "a" 20 @${1003 + 6 * n}`,
    `r${n} -paid-> p${n}:string "b" 24 @${1005 + 6 * n}`,
  ]);
const texts: Entries = (first, end) =>
  range(first, end).map((n) => `list -[${n}]-> t${n}:string "key ${n}" 24 @${1001 + 6 * n}`);

/** New ones are put in front, so that the first of the list was not there before. */
const newestFirst: Entries = (first, end) =>
  range(first, end)
    .reverse()
    .map((n) => `list -[${n}]-> t${n}:string "key ${n}" 24 @${1001 + 6 * n}`);

function range(first: number, end: number): number[] {
  return Array.from({ length: end - first }, (_, i) => first + i);
}

/** The list is in a hall, which `ways` lead to. */
function heap(ways: readonly string[], entries: readonly string[]): string {
  return [
    'root -> app:Function @3',
    'app -{context}-> scope:Context @5',
    'scope -(house)-> house:House @7',
    'house -hall-> hall:Hall @9',
    'hall -list-> list:Array @11',
    ...ways,
    ...entries,
    ...range(0, 150).map((n) => `app -still${n}-> s${n}:Still 16 @${101 + 2 * n}`),
  ].join('\n');
}

/** Shorter ways: to the list, and to the hall. */
const TO_LIST = ['root -desk-> desk:Desk @13', 'desk -list-> list'];
const TO_HALL = ['root -door-> hall'];

async function told(heaps: readonly string[]): Promise<readonly (readonly unknown[])[]> {
  const { identity, suspects } = await diffHeaps(heaps);
  expect(identity.mode).toBe('id');
  return suspects.rows.map(({ growing, path }) => [
    growing.className,
    growing.addedPerStep,
    path.map(({ name }) => name).includes('desk'),
  ]);
}

test.each([
  ['records', records, '{invoice, paid}'],
  ['texts', texts, '(string)'],
  ['the newest first', newestFirst, '(string)'],
])(
  'what grew at a place to which there is another way by now has grown all the same: %s',
  async (_, of, name) => {
    expect(await told([heap([], of(0, 150)), heap([], of(0, 420)), heap(TO_LIST, of(0, 700))])).toEqual([
      [name, [270, 280], true],
    ]);
  },
);

test('there may be another way to what is on the way as well', async () => {
  const heaps = [
    heap(TO_LIST, records(0, 150)),
    heap(TO_LIST, records(0, 420)),
    heap(TO_HALL, records(0, 700)),
  ];
  expect(await told(heaps)).toEqual([['{invoice, paid}', [270, 280], false]]);
});

test.each([
  ['records', records],
  ['texts', texts],
])('where all is replaced, another way to it is no growth: %s', async (_, of) => {
  const heaps = [heap([], of(0, 300)), heap([], of(200, 500)), heap(TO_LIST, of(400, 700))];
  expect(await told(heaps)).toEqual([]);
  expect(await told(heaps.slice(1))).toEqual([]);
});

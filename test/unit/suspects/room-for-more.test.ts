import { expect, test } from 'vitest';
import { diffHeaps } from '../../support/diff-heaps.js';

function heap(lines: readonly string[]): string {
  // An empty array is four words of four bytes each.
  const still = Array.from({ length: 150 }, (_, n) => `still -s${n}-> s${n}:Still 16 @${2001 + 2 * n}`);
  return [
    'root -> app:App @3',
    'app -> still:Registry @5',
    'app -none-> none:Array 16 @7',
    ...still,
    ...lines,
  ].join('\n');
}

/** An array with so many slots, of which some are taken. */
function array(slots: number, taken: number): string {
  const lines = [`app -results-> list:Array ${4 * (4 + 2 + slots)} @9`];
  for (let n = 0; n < taken; n++) lines.push(`list -[${n}]-> r${n}:Result 40 @${10_001 + 2 * n}`);
  return heap(lines);
}

/** How many entries more the suspects have. @param arrays slots and entries of each snapshot */
async function gained(...arrays: readonly (readonly [slots: number, taken: number])[]): Promise<number[]> {
  const report = await diffHeaps(arrays.map(([slots, taken]) => array(slots, taken)));
  return report.suspects.rows.map(({ growth }) => growth.count);
}

test('an array that had room for all its entries from the beginning is filled', async () => {
  expect(await gained([100, 20], [100, 40], [100, 60])).toEqual([]);
  expect(await gained([100, 20], [100, 60])).toEqual([]);
  expect(await gained([500, 0], [500, 200], [500, 400])).toEqual([]);
});

test('an array that grows by push() has more slots each time', async () => {
  expect(await gained([46, 20], [46, 40], [85, 60])).toEqual([40]);
  expect(await gained([46, 20], [85, 60])).toEqual([40]);
});

test('an array that has grown by push() before has room for half of its entries and some more', async () => {
  expect(await gained([100, 60], [100, 75], [100, 90])).toEqual([30]);
  expect(await gained([100, 60], [100, 90])).toEqual([30]);
});

test('an array that has shrunk has room for as many again, which one step does not tell from one that is filled', async () => {
  expect(await gained([100, 45], [100, 65], [100, 85])).toEqual([40]);
  expect(await gained([100, 45], [100, 85])).toEqual([]);
});

test('an array whose last slot is empty is a ring if it has as many slots as at first', async () => {
  const ring = (slots: number, taken: number): string =>
    `${array(slots, taken)}\nno = hidden "system / Oddball" @61\nlist -[${slots - 1}]-> no`;
  const gainedBy = async (...texts: readonly string[]): Promise<number[]> =>
    (await diffHeaps(texts)).suspects.rows.map(({ growth }) => growth.count);
  expect(await gainedBy(ring(70, 40), ring(70, 50), ring(70, 60))).toEqual([]);
  expect(await gainedBy(ring(46, 20), ring(70, 40), ring(100, 60))).toEqual([40]);
});

/** An object with names for keys, of which V8 keeps a hash table. */
const dictionary = (entries: number, bytes: number): string =>
  heap([
    `app -byName-> dict:Object ${bytes} @9`,
    ...Array.from({ length: entries }, (_, n) => `dict -"user-${n}"-> u${n}:User 40 @${10_001 + 2 * n}`),
  ]);

async function swollen(entries: number, sizes: readonly number[]): Promise<string[]> {
  const report = await diffHeaps(sizes.map((bytes) => dictionary(entries, bytes)));
  return report.suspects.rows.map(({ title }) => title);
}

test('an object used as a dictionary whose table got larger for as many entries was rehashed', async () => {
  expect(await swollen(100, [3000, 4500, 6000])).toEqual([]);
});

test('one with far more room than its entries need has entries that cannot be seen', async () => {
  expect(await swollen(100, [3000, 9000, 15_000])).toEqual(['Object `byName` got 12,000 bytes larger']);
});

test('one that gets entries at each step is a leak, however large its table is', async () => {
  const report = await diffHeaps([20, 40, 60].map((entries) => dictionary(entries, 5000)));
  expect(report.suspects.rows.map(({ growing, growth }) => [growing.className, growth.count])).toEqual([
    ['User', 40],
  ]);
});

/** A snapshot that shows V8's internals has nothing but the GC roots below the root, and tables are nodes of their own. */
function withInternals(lines: readonly string[]): string {
  const top = ['root -> gc:synthetic "(GC roots)" @3', 'gc -> app:App @5', 'app -> still:Registry @7'];
  const still = Array.from({ length: 150 }, (_, n) => `still -s${n}-> s${n}:Still 16 @${2001 + 2 * n}`);
  return [...top, 'app -none-> none:Array 16 @8', ...still, ...lines].join('\n');
}

/** A Map with a value for each entry. */
function mapWithTable(buckets: number, entries: number, first: number): string {
  const size = 4 * (2 + 3 + 7 * buckets);
  const lines = ['app -byName-> map:Map 16 @9', `map -{table}-> table:array "" ${size} @11`];
  for (let n = 0; n < entries; n++) {
    const slot = 3 + buckets + 3 * n + 1;
    lines.push(`table -{${slot}}-> r${n}:Recipe 40 @${10_001 + 2 * (first + n)}`);
  }
  return withInternals(lines);
}

test('a cache whose table is a node of its own is full when its entries are, however large the table is', async () => {
  const report = await diffHeaps([
    mapWithTable(64, 90, 0),
    mapWithTable(256, 410, 0),
    mapWithTable(512, 500, 200),
  ]);
  expect(report.suspects.rows.map(({ title }) => title)).toEqual([]);
});

test('an array whose store is a node of its own leaks if it grows by push()', async () => {
  const heaps = [20, 40, 60].map((taken) =>
    withInternals([
      'app -results-> list:Array 16 @9',
      `list -{elements}-> store:array "" ${4 * (2 + (taken > 40 ? 85 : 46))} @11`,
      ...Array.from({ length: taken }, (_, n) => `list -[${n}]-> r${n}:Result 40 @${10_001 + 2 * n}`),
    ]),
  );
  const { suspects } = await diffHeaps(heaps);
  expect(suspects.rows.map(({ growth }) => growth.count)).toEqual([40]);
});

test('a dictionary whose store is a node of its own may have entries that cannot be seen', async () => {
  const heaps = [3000, 9000, 15_000].map((bytes) =>
    withInternals([
      'app -byName-> dict:Object 28 @9',
      `dict -{properties}-> store:array "" ${bytes} @11`,
      ...Array.from({ length: 100 }, (_, n) => `dict -"user-${n}"-> u${n}:User 40 @${10_001 + 2 * n}`),
    ]),
  );
  const { suspects } = await diffHeaps(heaps);
  expect(suspects.rows.map(({ title }) => title)).toEqual(['Object `byName` got 12,000 bytes larger']);
});

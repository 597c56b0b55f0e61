import { expect, test } from 'vitest';
import { type FoundIn, searchHeap } from '../../../src/engine/search-heap.js';
import { idOfLabel, writeLineHeap } from '../../support/line-heap.js';
import { analyzeText } from '../../support/read-graph.js';

const lines = `root: synthetic
   root --> app
   app: object App 100
   app -property:userCache-> cache
   app -context:cacheSize-> count
   app -element:5-> item
   app -property:first-> text
   app -property:second-> long
   app -property:third-> foreign
   app -property:done-> callback
   cache: object Map 64
   count: number count 16
   item: object Item 24
   text: string Hello,World 32
   long: string LONG 4000
   foreign: string FOREIGN 40
   callback: closure onCacheMiss 56`;
const long = `${'x'.repeat(5000)}needle${'y'.repeat(5000)}`;

/** `foreign` is what stands in the file. */
async function find(
  letters: string,
  foreign = 'Zürich "quoted"',
  limit = 50,
): Promise<[FoundIn, number, string][]> {
  const heap = JSON.parse(writeLineHeap(lines)) as { strings: string[] };
  heap.strings[heap.strings.indexOf('LONG')] = long;
  heap.strings[heap.strings.indexOf('FOREIGN')] = foreign;
  const analysis = await analyzeText(JSON.stringify(heap));
  const { rows, total } = searchHeap(analysis, letters, limit, 'always');
  expect(total).toBeGreaterThanOrEqual(rows.length);
  return rows.map(({ foundIn, id, text }) => [foundIn, id, text]);
}

const idOf = (label: string): number => idOfLabel(lines, label);

test('an id finds its object, with and without the sign', async () => {
  expect(await find(`@${idOf('item')}`)).toEqual([['id', idOf('item'), '']]);
  expect((await find(String(idOf('item'))))[0]).toEqual(['id', idOf('item'), '']);
});

test('letters in any case find properties, variables and functions, the largest first', async () => {
  expect(await find('CACHE')).toEqual([
    ['property', idOf('cache'), 'userCache'],
    ['name', idOf('callback'), 'onCacheMiss'],
    ['property', idOf('count'), 'cacheSize'],
  ]);
});

test('what is called exactly so comes before what is larger', async () => {
  expect((await find('cachesize'))[0]).toEqual(['property', idOf('count'), 'cacheSize']);
  const heap = lines.replace('userCache', 'first and more');
  const analysis = await analyzeText(writeLineHeap(heap));
  expect(searchHeap(analysis, 'first', 5, 'always').rows.map(({ id }) => id)).toEqual([
    idOf('text'),
    idOf('cache'),
  ]);
});

test('strings are found by a part of their text, and a long one shows that part', async () => {
  expect(await find('o,wo')).toEqual([['string', idOf('text'), 'Hello,World']]);
  const [[kind, id, text]] = await find('needle');
  expect([kind, id]).toEqual(['string', idOf('long')]);
  expect(text).toContain('needle');
  expect(text.length).toBeLessThan(150);
});

test('text that JSON escapes is found however the file writes it', async () => {
  for (const letters of ['zürich', '"quoted"'])
    expect(await find(letters)).toEqual([['string', idOf('foreign'), 'Zürich "quoted"']]);
});

test('nothing is found for nothing, and no more is given than asked for', async () => {
  expect(await find('  ')).toEqual([]);
  expect(await find('no such thing')).toEqual([]);
  expect(await find('cache', 'cache', 1)).toHaveLength(1);
});

import { expect, test } from 'vitest';
import { retainersOf } from '../../../src/engine/retainers-of.js';
import { buildPathText } from '../../../src/report/build-path.js';
import { idOfLabel, writeLineHeap } from '../../support/line-heap.js';
import { analyzeText } from '../../support/read-graph.js';

const shop = `root: synthetic
  root -shortcut:1-> global
  a: object Array
  m: object Map
  t: array
  c: closure onSale
  x: object system / Context
  leaf: object Item
  global -property:carts-> a
  a -element:0-> leaf
  global -property:byId-> m
  m -internal:table-> t
  t -internal:5-> leaf
  global -property:handler-> c
  c -internal:context-> x
  x -context:last-> leaf
  leaf -property:self-> box
  box -property:back-> leaf`;

async function texts(lines: string, label: string, options = {}): Promise<string[]> {
  const analysis = await analyzeText(writeLineHeap(lines));
  const report = retainersOf(analysis, { id: idOfLabel(lines, label) }, options);
  return report.paths.map((path) => buildPathText(path).replace(/ @\d+$/, ''));
}

test('each holder with a name has its own path, the shortest first', async () => {
  expect(await texts(shop, 'leaf')).toEqual([
    '(GC roots) → global → carts: Array → Item',
    '(GC roots) → global → byId: Map → Item',
    '(GC roots) → global → handler: Function → last: Item',
  ]);
});

test('what the object itself holds is no way to it', async () => {
  expect((await texts(shop, 'leaf')).join()).not.toContain('box');
});

test('classes, edges and roots can be left out', async () => {
  expect(await texts(shop, 'leaf', { ignore: ['Array', 'byId'] })).toEqual([
    '(GC roots) → global → handler: Function → last: Item',
  ]);
});

test('an edge that is left out ends no other path, and holds nothing in the tree either', async () => {
  expect(await texts(shop, 'leaf', { ignore: ['last'] })).toEqual([
    '(GC roots) → global → carts: Array → Item',
    '(GC roots) → global → byId: Map → Item',
  ]);
  const analysis = await analyzeText(writeLineHeap(shop));
  for (const allEdges of [false, true]) {
    const { tree } = retainersOf(
      analysis,
      { id: idOfLabel(shop, 'leaf') },
      { ignore: ['last', 'back'], allEdges },
    );
    const names = tree.retainers.map(({ edge }) => edge?.name);
    expect(names).toEqual(allEdges ? ['0', '5'] : ['0', 'entry']);
  }
});

test('paths can begin at a class', async () => {
  expect(await texts(shop, 'leaf', { until: 'Map' })).toEqual(['Map → Item']);
});

test('the merged tree passes tables and contexts over', async () => {
  const analysis = await analyzeText(writeLineHeap(shop));
  const { tree } = retainersOf(analysis, { id: idOfLabel(shop, 'leaf') });
  expect(tree.retainers.map(({ className, edge }) => [className, edge?.name])).toEqual([
    ['Array', '0'],
    ['Map', 'entry'],
    ['Function', 'last'],
    ['box', 'back'],
  ]);
});

test('all edges shows tables, contexts and weak edges one by one', async () => {
  const lines = `${shop}\nroot -weak:9-> leaf`;
  const analysis = await analyzeText(writeLineHeap(lines));
  const { tree } = retainersOf(analysis, { id: idOfLabel(lines, 'leaf') }, { allEdges: true, breadth: 1 });
  const edges = tree.retainers.map(({ sampleId, edge }) => `${sampleId} ${edge?.kind} ${edge?.name}`);
  const id = (label: string): number => idOfLabel(lines, label);
  expect(edges.sort()).toEqual(
    [
      `${id('a')} element 0`,
      `${id('t')} internal 5`,
      `${id('x')} context last`,
      `${id('box')} property back`,
      `${id('root')} weak 9`,
    ].sort(),
  );
});

test('the instances of a class are told by the ways in which they are held', async () => {
  const items = Array.from({ length: 12 }, (_, i) => `i${i}: object Item`).join('\n');
  const held = Array.from({ length: 12 }, (_, i) =>
    i < 9 ? `a -element:${i}-> i${i}` : `b -property:p${i}-> i${i}`,
  );
  const lines = `root: synthetic\nroot -shortcut:1-> global\n${items}\na: object Array\nb: object Box\nglobal -property:list-> a\nglobal -property:box-> b\n${held.slice(0, 11).join('\n')}`;
  const report = retainersOf(await analyzeText(writeLineHeap(lines)), { className: 'Item' });
  expect(report.instances).toMatchObject({ className: 'Item', count: 12 });
  expect(report.pathCounts).toEqual([9, 2]);
  expect(report.tree.retainers.map(({ holds, count }) => [holds, count])).toEqual([
    [9, 1],
    [2, 1],
  ]);
});

import { expect, test } from 'vitest';
import { computeTableOf } from '../../../src/engine/analyze.js';
import { describeObject } from '../../../src/engine/describe-object.js';
import { freedOf } from '../../../src/engine/freed-of.js';
import { analyzeHeap } from '../../support/language-analysis.js';
import { readManifest } from '../../support/manifest.js';
import { analyzeText, readUncompressed } from '../../support/read-graph.js';

test('a class goes with what its instances hold together', async () => {
  const { path } = readManifest().files.find((file) => file.path.startsWith('sessions/final'))!;
  const heap = await analyzeText(readUncompressed(path));
  const { target, sessions } = {
    target: freedOf(heap, { className: 'Session' }),
    sessions: heap.classes.classes.findIndex(({ name }) => name === 'Session'),
  };
  expect([target.className, target.objects.count]).toEqual(['Session', 2500]);
  expect(target.freed.shallowSize).toBeGreaterThanOrEqual(target.freedAlone);
  expect(target.freedAlone).toBe(computeTableOf(heap).retainedSizes[sessions]);
  const sum = (pick: (row: (typeof target.classes.rows)[number]) => number): number =>
    target.classes.rows.reduce((total, row) => total + pick(row), 0);
  expect([sum(({ count }) => count), sum((row) => row.shallowSize)]).toEqual([
    target.freed.count,
    target.freed.shallowSize,
  ]);
  expect(target.classes.rows.find(({ className }) => className === 'Session')?.count).toBe(2500);
});

test('an edge goes by its name, and with it the same edge of the backing store', async () => {
  const { analysis, node } = await analyzeHeap(`
    root -> list:Array 16, other
    list -[0]-> item:Item 40
    list -{elements}-> store:array "(object elements)" 8
    store -{0}-> item
    other -kept-> item2:Item 80`);
  const id = (alias: string): number => analysis.graph.nodeId[node(alias)];
  expect(freedOf(analysis, { edges: [{ ownerId: id('list'), name: '0' }] }).freed.shallowSize).toBe(40);
  expect(freedOf(analysis, { edges: [{ ownerId: id('other'), name: 'kept' }] }).freed.shallowSize).toBe(80);
  expect(() => freedOf(analysis, { edges: [{ ownerId: id('other'), name: 'lost' }] })).toThrow(
    'has no edge named "lost"',
  );
  expect(() => freedOf(analysis, {})).toThrow('nothing to take away');
  expect(() => freedOf(analysis, { ids: [999] })).toThrow('has no object @999');
});

test('an edge may be named as reports name it, or as V8 does', async () => {
  const { analysis, node } = await analyzeHeap(`
    root -> window:Window 16
    window -"<symbol Window#DocumentCachedAccessor>"-> page:HTMLDocument 40`);
  const id = analysis.graph.nodeId[node('window')];
  expect(describeObject(analysis, id).fields.rows.map(({ edge }) => edge.name)).toEqual(['document']);
  for (const name of ['document', '<symbol Window#DocumentCachedAccessor>'])
    expect(freedOf(analysis, { edges: [{ ownerId: id, name }] }).freed.shallowSize).toBe(40);
});

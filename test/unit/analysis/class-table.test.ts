import { expect, test } from 'vitest';
import { computeTableOf } from '../../../src/engine/analyze.js';
import { type LanguageAnalysis, analyzeHeap } from '../../support/language-analysis.js';

function row({ analysis }: LanguageAnalysis, name: string): number[] {
  const { classes } = analysis;
  const table = computeTableOf(analysis);
  const number = classes.classes.findIndex((identity) => identity.name === name);
  return [table.counts, table.shallowSizes, table.retainedSizes, table.distances].map(
    (column) => column[number],
  );
}

test('a list retains each of its links once', async () => {
  const heap = await analyzeHeap(`
    root -/app/-> app:Window 1
    app -> first:Link 10
    first -next-> second:Link 20
    second -next-> third:Link 30
    third -> payload:Payload 100
  `);
  // Count, shallow, retained, distance: the first link retains all there is.
  expect(row(heap, 'Link')).toEqual([3, 60, 160, 2]);
  expect(row(heap, 'Payload')).toEqual([1, 100, 100, 5]);
});

test('instances on different branches add up, also when another class stands between', async () => {
  const heap = await analyzeHeap(`
    root -/app/-> app:Window 1
    app -> a:Foo 10, b:Foo 20
    a -> bar:Bar 5
    bar -> inner:Foo 7
  `);
  expect(row(heap, 'Foo')).toEqual([3, 37, 42, 2]);
  expect(row(heap, 'Bar')).toEqual([1, 5, 12, 3]);
});

test('nodes whose bytes are their owner’s are not counted and hide no instance below', async () => {
  const heap = await analyzeHeap(`
    root -/app/-> app:Window 1
    app -> a:Foo 0
    a -> inner:Foo 7
    app -{t}-> table:array "" 100
  `);
  expect(row(heap, 'Foo')).toEqual([1, 7, 7, 3]);
  expect(row(heap, '(array)')).toEqual([0, 0, 0, Infinity]);
  expect(row(heap, 'Window')).toEqual([1, 101, 108, 1]);
});

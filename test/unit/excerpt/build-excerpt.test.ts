import { expect, test } from 'vitest';
import { excerptOf } from '../../../src/engine/excerpt-of.js';
import { idOfLabel, writeLineHeap } from '../../support/line-heap.js';
import { analyzeText } from '../../support/read-graph.js';

const lines = `root: synthetic
  root -shortcut:1-> global
  global --> a
  global --> b
  a --> x
  b --> x
  c --> x
  global -weak:w-> x
  a --> c
  x --> y
  y --> z
  y --> w`;

async function excerpt(
  direction: 'backrefs' | 'refs',
  labels: readonly string[],
  options = {},
): Promise<{ nodes: string[]; edges: string[]; more: number }> {
  const analysis = await analyzeText(writeLineHeap(lines));
  const label = new Map(
    ['root', 'global', 'a', 'b', 'x', 'c', 'y', 'z', 'w'].map((l) => [idOfLabel(lines, l), l]),
  );
  const report = excerptOf(
    analysis,
    direction,
    labels.map((l) => idOfLabel(lines, l)),
    options,
  );
  return {
    nodes: report.nodes.map(({ id }) => label.get(id) ?? '?'),
    edges: report.edges.map(({ from, to }) => `${label.get(from)} ${label.get(to)}`),
    more: report.more,
  };
}

test('backrefs go against the edges, nearest first', async () => {
  expect(await excerpt('backrefs', ['x'], { depth: 1 })).toEqual({
    nodes: ['x', 'a', 'b', 'c'],
    edges: ['a x', 'a c', 'b x', 'c x'],
    more: 2,
  });
});

test('refs go along the edges', async () => {
  expect(await excerpt('refs', ['x'])).toEqual({
    nodes: ['x', 'y', 'z', 'w'],
    edges: ['x y', 'y z', 'y w'],
    more: 0,
  });
});

test('too many neighbours are counted, not shown', async () => {
  const { nodes, more } = await excerpt('backrefs', ['x'], { depth: 1, breadth: 1 });
  expect(nodes).toEqual(['x', 'a']);
  expect(more).toBe(3);
});

test('the global object is shown and not gone beyond', async () => {
  expect((await excerpt('backrefs', ['x'], { depth: 9 })).nodes).not.toContain('root');
  expect((await excerpt('backrefs', ['x'], { depth: 9, beyondModules: true })).nodes).toContain('root');
});

test('weak edges are drawn only on demand', async () => {
  expect((await excerpt('backrefs', ['x'], { depth: 1, allEdges: true })).nodes).toEqual([
    'x',
    'global',
    'a',
    'b',
    'c',
  ]);
});

test('several starts, a filter and ignored classes', async () => {
  expect((await excerpt('backrefs', ['z', 'w'], { depth: 2 })).nodes).toEqual(['z', 'w', 'y', 'x']);
  expect((await excerpt('backrefs', ['x'], { filter: ['b', 'global'] })).nodes).toEqual(['x', 'b', 'global']);
  expect((await excerpt('backrefs', ['x'], { ignore: ['a', 'c'] })).nodes).toEqual(['x', 'b', 'global']);
});

test('each edge says what it alone keeps', async () => {
  const analysis = await analyzeText(writeLineHeap(lines));
  const { edges } = excerptOf(analysis, 'refs', [idOfLabel(lines, 'global')], { depth: 4 });
  const id = (label: string): number => idOfLabel(lines, label);
  const freed = new Map(edges.map(({ from, to, freedIfCut }) => [`${from} ${to}`, freedIfCut]));
  expect(freed.get(`${id('x')} ${id('y')}`)).toBe(48);
  expect(freed.get(`${id('a')} ${id('x')}`)).toBe(0);
  expect(freed.get(`${id('a')} ${id('c')}`)).toBe(16);
  expect(freed.get(`${id('global')} ${id('b')}`)).toBe(16);
});

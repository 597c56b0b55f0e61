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

const engineLines = `root: synthetic
  root -shortcut:1-> global
  list: object Array
  store: array (object elements)
  own: hidden system / PropertyArray
  shape: object shape system / Map
  proto: object Object
  yes: hidden system / Oddball
  text: string true
  key: string cart
  table: array
  map: object Map
  global -property:list-> list
  global -property:map-> map
  map -internal:table-> table
  table -internal:5-> Cart
  list -element:0-> Cart
  list -internal:elements-> store
  store -internal:0-> Cart
  Cart -internal:map-> shape
  Cart -property:__proto__-> proto
  Cart -property:paid-> yes
  Cart -property:list-> list
  Cart -internal:properties-> own
  own -internal:0-> list
  own -hidden:1-> key
  yes -hidden:0-> text`;

async function drawn(direction: 'backrefs' | 'refs', label: string, options = {}): Promise<string[]> {
  const analysis = await analyzeText(writeLineHeap(engineLines));
  const { nodes } = excerptOf(analysis, direction, [idOfLabel(engineLines, label)], { depth: 1, ...options });
  return nodes.map(({ className, name }) => name ?? className);
}

test('shapes, prototypes and the stores of what an object holds itself are drawn only on demand', async () => {
  expect(await drawn('refs', 'Cart')).toEqual(['Cart', 'true', 'Array']);
  expect(await drawn('backrefs', 'Cart')).toEqual(['Cart', 'Array', 'table']);
  expect(await drawn('backrefs', 'list')).toEqual(['Array', 'global', 'Cart']);
  for (const options of [{ allEdges: true }, { internals: true }]) {
    expect(await drawn('refs', 'Cart', options)).toHaveLength(6);
    expect(await drawn('backrefs', 'list', options)).toHaveLength(4);
  }
});

test('what only a store holds is not without a holder', async () => {
  expect(await drawn('backrefs', 'key')).toEqual(['string(len 4)', 'system / PropertyArray']);
});

test('a context has the name of the function whose variables it keeps, also from inside a block', async () => {
  const text = `root: synthetic
    root -shortcut:1-> global
    context: object system / Context
    block: object system / Context
    scope: code system / ScopeInfo
    inner: code system / ScopeInfo
    code: code login
    global --> context
    global --> block
    context -internal:scope_info-> scope
    block -internal:scope_info-> inner
    inner -hidden:0-> scope
    code -internal:name_or_scope_info-> scope
    global --> code`;
  const analysis = await analyzeText(writeLineHeap(text));
  const ids = ['context', 'block'].map((label) => idOfLabel(text, label));
  const { nodes } = excerptOf(analysis, 'backrefs', ids, { depth: 0 });
  expect(nodes.map(({ name }) => name)).toEqual(['of login', 'of login']);
});

test('no excerpt is half a heap: beyond 10,000 objects and 50,000 references the rest is counted', async () => {
  const items = Array.from({ length: 12_000 }, (_, i) => `list -element:${i}-> i${i}`);
  const heap = `root: synthetic\nroot -property:list-> list\n${items.join('\n')}`;
  const wide = await analyzeText(writeLineHeap(heap));
  const all = { size: Infinity, depth: Infinity, breadth: Infinity };
  const list = idOfLabel(heap, 'list');
  const { nodes, edges, more } = excerptOf(wide, 'refs', [list], all);
  expect([nodes.length, edges.length, more]).toEqual([10_000, 9999, 2001]);

  const names = Array.from({ length: 240 }, (_, i) => `o${i}`);
  const each = names.flatMap((from) => names.map((to) => `${from} -property:${to}-> ${to}`));
  const lines = `root: synthetic\nroot -property:o0-> o0\n${each.join('\n')}`;
  const dense = excerptOf(await analyzeText(writeLineHeap(lines)), 'refs', [idOfLabel(lines, 'o0')], all);
  expect([dense.nodes.length, dense.edges.length]).toEqual([240, 50_000]);
  // Every object refers to all others: what is not drawn is told.
  expect(dense.more).toBe(240 * 239 - 50_000);
});

test('as few references as are asked for', async () => {
  const { edges, more } = await excerpt('refs', ['x'], { references: 2 });
  expect(edges).toEqual(['x y', 'y z']);
  expect(more).toBe(1);
});

import { expect, test } from 'vitest';
import { buildDetourRules } from '../../../src/analysis/detours.js';
import { type MergedRetainers, computeMergedRetainers } from '../../../src/analysis/merged-retainers.js';
import type { NodeOrdinal } from '../../../src/core/columns.js';
import type { Analysis } from '../../../src/engine/analyze.js';
import { buildRetainerIndex } from '../../../src/heap/retainers.js';
import { writeLineHeap } from '../../support/line-heap.js';
import { analyzeText } from '../../support/read-graph.js';

function instances({ graph, classes }: Analysis, className: string): NodeOrdinal[] {
  return Array.from({ length: graph.nodeCount }, (_, node) => node as NodeOrdinal).filter(
    (node) => classes.classes[classes.classOf[node]].name === className,
  );
}

async function merge(
  lines: string,
  className: string,
  depth = 1,
): Promise<{ readonly texts: readonly string[]; readonly isCut: boolean }> {
  const analysis = await analyzeText(writeLineHeap(lines));
  const { graph, classes, retaining, pool } = analysis;
  const index = buildRetainerIndex(graph, pool);
  const inputs = { graph, classes, index, retaining, rules: buildDetourRules(graph), closed: null, pool };
  const bounds = { depth, breadth: 8, isRaw: false };
  const { tree, isCut } = computeMergedRetainers(inputs, instances(analysis, className), bounds);
  const tell = ({ nodes, edge, held, retainers, more }: MergedRetainers): string => {
    const { name } = classes.classes[classes.classOf[nodes[0]]];
    const above = retainers.map((one) => ` < ${tell(one)}`).join('');
    return `${nodes.length} ${name} .${edge?.name} holds ${held}${above}${more > 0 ? ` +${more}` : ''}`;
  };
  return { texts: tree.retainers.map(tell), isCut };
}

const carts = `root: synthetic
  root -shortcut:1-> global
  list: object Array
  map: object Map
  other: object Map
  t1: array
  t2: array
  shape: object shape system / Map
  ${[1, 2, 3].map((i) => `i${i}: object Item`).join('\n  ')}
  global -property:list-> list
  global -property:map-> map
  global -property:other-> other
  list -element:0-> i1
  list -element:7-> i2
  map -internal:table-> t1
  other -internal:table-> t2
  t1 -internal:3-> i2
  t1 -internal:4-> i2
  t2 -internal:9-> i2
  t2 -internal:5-> i3`;

test('owners of one class and edge are one group, which counts each of those below once', async () => {
  expect((await merge(carts, 'Item')).texts).toEqual(['1 Array . holds 2 +1', '2 Map .entry holds 2 +2']);
});

test('every way up is followed, and no object comes twice on it', async () => {
  const looped = `${carts}\n  i1 -property:cart-> list`;
  expect((await merge(looped, 'Item', 3)).texts[0]).toBe(
    '1 Array . holds 2 < 1 global .list holds 1 < 1 (synthetic) .1 holds 1',
  );
});

test('what V8 keeps for its own sake comes last, and nothing is followed above it', async () => {
  const shaped = `root: synthetic
  root -shortcut:1-> global
  shape: hidden system / PropertyCell
  item: object Item
  more: object Item
  a: object Holder
  global -property:cell-> shape
  global -property:a-> a
  shape -internal:value-> item
  shape -internal:value-> more
  a -property:item-> item`;
  expect((await merge(shaped, 'Item', 2)).texts).toEqual([
    '1 Holder .item holds 1 < 1 global .a holds 1 +1',
    '1 (system) .value holds 2',
  ]);
});

test('a tree too wide to be followed says so; its first level is whole', async () => {
  // Functions of one scope hold each other through their context: each level asks all of them for all of them.
  const count = 1500;
  const names = Array.from({ length: count }, (_, i) => `f${i}`);
  const scope = `root: synthetic
  root -shortcut:1-> global
  context: object system / Context
  item: object Item
  ${names.map((name) => `${name}: closure ${name}`).join('\n  ')}
  global -property:start-> f0
  context -context:item-> item
  ${names.map((name) => `${name} -internal:context-> context\n  context -context:${name}-> ${name}`).join('\n  ')}`;
  const { texts, isCut } = await merge(scope, 'Item', 2);
  expect(isCut).toBe(true);
  expect(texts[0]).toMatch(/^1500 Function \.item holds 1 /);
});

test('arguments, local variables and reactions of promises are called so', async () => {
  const lines = `root: synthetic
    root -shortcut:1-> global
    bound: closure native_bind
    bindings: array (bound arguments)
    waiting: object Generator
    registers: array
    promise: object Promise
    reaction: hidden system / PromiseReaction
    global --> bound
    global --> waiting
    global --> promise
    bound -internal:bindings-> bindings
    bindings -internal:0-> Item
    waiting -internal:parameters_and_registers-> registers
    registers -internal:3-> Item
    promise -internal:reactions_or_result-> reaction
    reaction -hidden:1-> Item`;
  const { texts } = await merge(lines, 'Item');
  expect([...texts].sort()).toEqual([
    '1 Function .bound argument holds 1 +1',
    '1 Generator .local variable holds 1 +1',
    '1 Promise .reaction holds 1 +1',
  ]);
});

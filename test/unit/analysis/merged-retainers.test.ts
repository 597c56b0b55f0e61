import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildDetourRules } from '../../../src/analysis/detours.js';
import {
  type MergedRetainers,
  type MergedRetainersInputs,
  computeMergedRetainers,
} from '../../../src/analysis/merged-retainers.js';
import type { BitSet } from '../../../src/core/bit-set.js';
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

function inputsOf(analysis: Analysis, retaining: BitSet | null = null): MergedRetainersInputs {
  const { graph, classes, shallowSize, pool } = analysis;
  const index = buildRetainerIndex(graph, pool);
  const rules = buildDetourRules(graph);
  return { graph, classes, shallowSize, index, retaining, rules, closed: null, pool };
}

async function merge(
  lines: string,
  className: string,
  depth = 1,
): Promise<{ readonly texts: readonly string[]; readonly isCut: boolean }> {
  const analysis = await analyzeText(writeLineHeap(lines));
  const { classes, retaining } = analysis;
  const bounds = { depth, breadth: 8, isRaw: false };
  const nodes = instances(analysis, className);
  const { tree, isCut } = computeMergedRetainers(inputsOf(analysis, retaining), nodes, bounds);
  const tell = ({ sample, count, edge, held, retainers, more }: MergedRetainers): string => {
    const { name } = classes.classes[classes.classOf[sample]];
    const above = retainers.map((one) => ` < ${tell(one)}`).join('');
    return `${count} ${name} .${edge?.name} holds ${held}${above}${more > 0 ? ` +${more}` : ''}`;
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
  const boxes = Array.from({ length: 200 }, (_, i) => `box${i}`);
  const scopes = Array.from({ length: 100 }, (_, i) => `scope${i}`);
  const functions = (scope: string): string[] => Array.from({ length: 60 }, (_, i) => `${scope}f${i}`);
  // For each box all scopes, and for each of them its functions.
  const lines = `root: synthetic
  root -shortcut:1-> global
  item: object Item
  ${boxes.map((box) => `${box}: object Box\n  ${box} -property:item-> item`).join('\n  ')}
  ${scopes.map((scope) => `${scope}: object system / Context`).join('\n  ')}
  ${scopes.flatMap((scope) => boxes.map((box) => `${scope} -context:box-> ${box}`)).join('\n  ')}
  ${scopes.flatMap((scope) => functions(scope).map((name) => `${name}: closure\n  ${name} -internal:context-> ${scope}`)).join('\n  ')}
  ${scopes
    .flatMap(functions)
    .map((name) => `global -property:f-> ${name}`)
    .join('\n  ')}`;
  const { texts, isCut } = await merge(lines, 'Item', 2);
  expect(texts).toHaveLength(1);
  expect(isCut).toBe(true);
  expect(texts[0]).toMatch(/^200 Box \.item holds 1 /);
});

test('a tree of more groups than its budget pays for ends, though it has few edges', async () => {
  // Each of a layer is held by all of the next one: 30 + 30^2 + 30^3 + 30^4 groups of 3,600 edges.
  const layer = (depth: number): string[] => Array.from({ length: 30 }, (_, i) => `l${depth}_${i}`);
  const held = (depth: number): string[] => (depth === 0 ? ['item'] : layer(depth));
  const lines = `root: synthetic
  item: object Item
  ${[1, 2, 3, 4]
    .flatMap((depth) =>
      layer(depth).map((name) => `${name}: object L${depth}\n  root -shortcut:${name}-> ${name}`),
    )
    .join('\n  ')}
  ${[0, 1, 2, 3]
    .flatMap((depth) =>
      held(depth).flatMap((to) => layer(depth + 1).map((from) => `${from} -property:of_${to}-> ${to}`)),
    )
    .join('\n  ')}`;
  const analysis = await analyzeText(writeLineHeap(lines));
  const inputs = inputsOf(analysis);
  const { tree } = computeMergedRetainers(inputs, instances(analysis, 'Item'), {
    depth: 4,
    breadth: 30,
    isRaw: true,
  });
  const count = ({ retainers }: MergedRetainers): number =>
    retainers.reduce((sum, one) => sum + count(one), retainers.length);
  expect(tree.retainers).toHaveLength(30);
  expect(count(tree)).toBeGreaterThan(8_000);
  expect(count(tree)).toBeLessThan(12_000);
});

test('of a class with all edges only the retainers that are shown are followed', async () => {
  const analysis = await analyzeText(
    writeLineHeap(`root: synthetic
    i0: object Item
    i1: object Item
    ${Array.from({ length: 20 }, (_, i) => `root -element:${i}-> a${i}\n a${i} -property:x-> i${i % 2}`).join('\n')}
    b -property:x-> i0
    b -property:x-> i1
    root -element:20-> b`),
  );
  const inputs = inputsOf(analysis);
  const bounds = { depth: 2, breadth: 3, isRaw: true };
  const merge = (nodes: readonly NodeOrdinal[]): MergedRetainers =>
    computeMergedRetainers(inputs, nodes, bounds).tree;
  const items = instances(analysis, 'Item');
  const { retainers, more } = merge(items);
  expect([retainers.map(({ held }) => held), more]).toEqual([[2, 1, 1], 18]);
  expect(retainers.every((one) => one.retainers.length === 1)).toBe(true);
  expect(merge(items.slice(0, 1)).retainers).toHaveLength(11);
});

test('of one object with all edges 20,000 retainers are listed and 100 followed, or as many as are asked for', async () => {
  const mergeRaw = async (lines: string, breadth: number): Promise<MergedRetainers> => {
    const inputs = inputsOf(await analyzeText(writeLineHeap(lines)));
    const bounds = { depth: 3, breadth, isRaw: true };
    return computeMergedRetainers(inputs, [1 as NodeOrdinal], bounds).tree;
  };
  const followed = ({ retainers }: MergedRetainers): number =>
    retainers.filter((one) => one.retainers.length > 0).length;
  const holders = Array.from(
    { length: 150 },
    (_, i) => `root -element:${i}-> a${i}\n a${i} -property:x-> item`,
  );
  const few = `root: synthetic\nitem: object Item\n${holders.join('\n')}`;
  const tree = await mergeRaw(few, 2);
  expect([tree.retainers.length, followed(tree)]).toEqual([150, 100]);
  expect(tree.retainers.every(({ retainers, more }) => retainers.length + more === 1)).toBe(true);
  expect(followed(await mergeRaw(few, 120))).toBe(120);
  const slots = Array.from({ length: 20_005 }, (_, i) => `list -element:${i}-> item`).join('\n');
  const many = `root: synthetic\nitem: object Item\nlist: object Array\nroot -property:list-> list\n${slots}`;
  const long = await mergeRaw(many, 2);
  expect([long.retainers.length, long.more]).toEqual([20_000, 5]);
  expect((await mergeRaw(many, 30_000)).retainers).toHaveLength(20_005);
});

test('functions of one scope that hold each other by its variables are a matter of their number', async () => {
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
  expect(isCut).toBe(false);
  expect(texts[0]).toMatch(/^1500 Function \.item holds 1 < 1500 Function \.f0 holds 1500 /);
});

/** Scopes, the functions and others that have them, and what is in their variables, all called v. */
interface Scopes {
  readonly scopes: readonly {
    readonly outer: number;
    readonly functions: number;
    readonly holders: number;
  }[];
  /** Each with the scopes that have it in a variable. */
  readonly items: readonly (readonly number[])[];
  /** Functions that a scope has in variables: their number among all. */
  readonly inVariables: readonly { readonly scope: number; readonly function: number }[];
}

// About as many edges as make an internal a walk of its own, fewer, and more.
const few = fc.constantFrom(0, 1, 2, 30, 63, 64, 65, 90);
const someScopes: fc.Arbitrary<Scopes> = fc.record({
  scopes: fc.array(fc.record({ outer: fc.nat(3), functions: few, holders: few }), {
    minLength: 1,
    maxLength: 4,
  }),
  items: fc.array(fc.uniqueArray(fc.nat(3)), { maxLength: 4 }),
  inVariables: fc.array(fc.record({ scope: fc.nat(3), function: fc.nat(200) }), { maxLength: 6 }),
});

/** What a person sees who follows every edge of the drawing: object -> who has the scopes around it. */
function drawScopes({ scopes, items, inVariables }: Scopes): {
  lines: string;
  ownersOf: Map<string, Set<string>>;
} {
  const lines = ['root: synthetic', 'root -shortcut:1-> global'];
  const namesOf = scopes.map(({ functions, holders }, i) => [
    ...Array.from({ length: functions }, (_, k) => `f${i}_${k}`),
    ...Array.from({ length: holders }, (_, k) => `h${i}_${k}`),
  ]);
  const isInside = (i: number, outer: number): boolean =>
    i === outer || (i > scopes[i].outer && isInside(scopes[i].outer, outer));
  const around = (outer: number): string[] => namesOf.filter((_, i) => isInside(i, outer)).flat();
  scopes.forEach(({ outer }, i) => {
    lines.push(`c${i}: object system / Context`);
    if (outer < i) lines.push(`c${i} -internal:previous-> c${outer}`);
    for (const name of namesOf[i])
      lines.push(
        name.startsWith('f') ? `${name}: closure` : `${name}: object Holder`,
        `${name} -internal:context-> c${i}`,
        `global -property:has-> ${name}`,
      );
  });
  const ownersOf = new Map<string, Set<string>>();
  const put = (name: string, scope: number): void => {
    if (scope >= scopes.length) return;
    lines.push(`c${scope} -context:v-> ${name}`);
    const owners = ownersOf.get(name) ?? new Set();
    for (const owner of around(scope)) if (owner !== name) owners.add(owner);
    ownersOf.set(name, owners);
  };
  items.forEach((inScopes, i) => {
    lines.push(`i${i}: object Item`);
    for (const scope of inScopes) put(`i${i}`, scope);
  });
  const functions = namesOf.flat().filter((name) => name.startsWith('f'));
  const used = new Set<string>();
  for (const { scope, function: number } of inVariables) {
    const name = functions[number % functions.length];
    if (functions.length === 0 || used.has(`${scope} ${name}`)) continue;
    used.add(`${scope} ${name}`);
    put(name, scope);
  }
  return { lines: lines.join('\n'), ownersOf };
}

test('what a scope has in common is told of each of its variables as if each were followed for itself', async () => {
  await fc.assert(
    fc.asyncProperty(someScopes, async (scopes) => {
      const { lines, ownersOf } = drawScopes(scopes);
      for (const [className, letter] of [
        ['Item', 'i'],
        ['Function', 'f'],
      ]) {
        const asked = [...ownersOf]
          .filter(([name]) => name.startsWith(letter))
          .map(([, owners]) => [...owners]);
        const expected = [
          ['Function', 'f'],
          ['Holder', 'h'],
        ].flatMap(([holder, first]) => {
          const held = asked
            .map((owners) => owners.filter((name) => name.startsWith(first)))
            .filter((owners) => owners.length > 0);
          return held.length === 0 ? [] : [`${new Set(held.flat()).size} ${holder} .v holds ${held.length}`];
        });
        const { texts } = await merge(lines, className, 1);
        const found = texts
          .map((text) => text.replace(/ \+.*/, ''))
          .filter((text) => !text.includes(' global '));
        expect(found.sort()).toEqual(expected.sort());
      }
    }),
    { numRuns: 60 },
  );
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

const KINDS = [
  'object Item',
  'object Box',
  'closure',
  'array',
  'hidden system / Cell',
  'object system / Context',
];
const EDGES = ['property:p', 'property:q', 'context:v', 'internal:table', 'internal:elements', 'hidden:1'];
const anyHeap = fc.record({
  kinds: fc.array(fc.constantFrom(...KINDS), { minLength: 2, maxLength: 12 }),
  edges: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(...EDGES)), { maxLength: 40 }),
});

test('however small a part of a heap the objects are, those who hold them are the same', async () => {
  // Few edges are followed one by one, many are found in one pass.
  const other = Array.from({ length: 8_000 }, (_, i) => `other -element:${i}-> one`).join('\n');
  await fc.assert(
    fc.asyncProperty(anyHeap, async ({ kinds, edges }) => {
      const lines = [
        'root: synthetic',
        'root -shortcut:1-> global',
        'other: object Other',
        'one: object One',
        'root -element:1-> other',
        'other -element:0-> one',
        ...kinds.map((kind, i) => `n${i}: ${kind}\nroot -element:${i + 2}-> n${i}`),
        ...edges.map(([from, to, edge]) => `n${from % kinds.length} -${edge}-> n${to % kinds.length}`),
      ].join('\n');
      const names = ['Item', 'Box', 'Function', '(array)', '(system)'];
      for (const [i, name] of names.entries())
        if (kinds.some((kind) => kind === KINDS[i]))
          expect(await merge(`${lines}\n${other}`, name, 3)).toEqual(await merge(lines, name, 3));
    }),
    { numRuns: 60 },
  );
});

test('all of a tree ends where nobody reads on: at so many levels, groups of a level, and groups in all', async () => {
  const mergeAll = async (lines: string, isRaw: boolean): Promise<MergedRetainers> => {
    const inputs = inputsOf(await analyzeText(writeLineHeap(lines)));
    const bounds = { depth: Infinity, breadth: Infinity, isRaw };
    return computeMergedRetainers(inputs, [1 as NodeOrdinal], bounds).tree;
  };
  const depthOf = ({ retainers }: MergedRetainers): number => 1 + Math.max(0, ...retainers.map(depthOf));
  const countOf = ({ retainers }: MergedRetainers): number =>
    retainers.reduce((sum, one) => sum + countOf(one), 1);
  const chain = Array.from({ length: 3000 }, (_, i) => `o${i + 1} -property:next-> o${i}`).join('\n');
  for (const isRaw of [false, true])
    expect(depthOf(await mergeAll(`root: synthetic\no0: object Item\n${chain}`, isRaw))).toBe(101);

  const slots = Array.from({ length: 10_500 }, (_, i) => `w${i} -property:x-> list`).join('\n');
  const wide = `root: synthetic\nitem: object Item\nlist -property:item-> item\n${slots}`;
  const [{ retainers, more }] = (await mergeAll(wide, true)).retainers;
  expect([retainers.length, more]).toEqual([10_000, 500]);

  // Each of 60 objects refers to all others: ways up without number.
  const names = Array.from({ length: 60 }, (_, i) => `o${i}`);
  const all = names.flatMap((from) => names.map((to) => `${from} -property:${to}-> ${to}`));
  const dense = await mergeAll(`root: synthetic\n${names[0]}: object Item\n${all.join('\n')}`, true);
  expect(dense.retainers).toHaveLength(60);
  expect(countOf(dense)).toBeGreaterThan(1000);
  expect(countOf(dense)).toBeLessThan(20_000);
});

import { expect, test } from 'vitest';
import { type VariableNames, buildVariableNames, findSeer } from '../../../src/analysis/variable-names.js';
import type { EdgeOrdinal, NodeOrdinal } from '../../../src/core/columns.js';
import type { GeneratedPlace, SourceLookup } from '../../../src/core/source-place.js';
import { edgeName, nodeName } from '../../../src/heap/names.js';
import { analyzeHeap } from '../../support/language-analysis.js';

const heap = `
  root -> f:closure "f" 64 place 7 1 100
  root -> g:closure "g" 64 place 7 1 200
  root -> h:closure "h" 64
  f -{context}-> inner:object "system / Context" 64
  g -{context}-> outer:object "system / Context" 64
  h -{context}-> lonely:object "system / Context" 64
  inner -{previous}-> outer
  inner -(e)-> map:Map
  inner -(this)-> map
  inner -(arguments)-> map
  inner -(.brand)-> map
  outer -(t)-> set:Set
  outer -(n)-> set
  lonely -(t)-> set
  f -{shared}-> info:code "(shared function info)" 64
  info -{script}-> script:code "system / Script" 64
  script -{name}-> url:string "http://shop.example/app.js" 32
  root -> basket:Basket 64 place 7 1 300
  basket -#i-> map
  basket -size-> set`;

interface Question {
  readonly from: GeneratedPlace;
  readonly name: string;
  readonly others: readonly string[];
}

async function variablesOf(hasFound?: () => boolean): Promise<{
  asked: Question[];
  find: (owner: string, name: string, seer?: string) => ReturnType<VariableNames['find']>;
  seerOf: (aliases: string) => string | null;
}> {
  const { analysis, node } = await analyzeHeap(heap);
  const { graph, locations } = analysis;
  const asked: Question[] = [];
  const sources: SourceLookup = {
    warnings: [],
    find: () => null,
    ...(hasFound === undefined ? {} : { hasFound }),
    findVariable: (from, name, others) => {
      asked.push({ from, name, others });
      const source = { url: 'src/app.ts', line: 4, column: 6, name: 'sessions' };
      return name === 'n' ? null : { url: from.url, line: 1, column: 90, source };
    },
  };
  const names = buildVariableNames(graph, { ...locations, sources });
  const edgeOf = (owner: NodeOrdinal, name: string): EdgeOrdinal => {
    for (let edge = graph.firstEdge[owner]; edge < graph.firstEdge[owner + 1]; edge++)
      if (edgeName(graph, edge) === name) return edge;
    throw new Error(name);
  };
  return {
    asked,
    find: (owner, name, seer) =>
      names.find(node(owner), edgeOf(node(owner), name), seer === undefined ? null : node(seer)),
    seerOf(aliases) {
      const steps = aliases.split(' ').map((alias) => ({ node: node(alias) }));
      const seer = findSeer(graph, steps, steps.length - 1);
      return seer === null ? null : nodeName(graph, seer);
    },
  };
}

const url = 'http://shop.example/app.js';

test('a variable is looked for from a function that sees its scope, with the other variables of that', async () => {
  const { asked, find } = await variablesOf();
  expect(find('inner', 'e')?.source.name).toBe('sessions');
  expect(find('outer', 't')?.source.name).toBe('sessions');
  expect(find('outer', 'n')).toBeNull();
  expect(asked).toEqual([
    { from: { url, line: 1, column: 100, name: 'f' }, name: 'e', others: ['e'] },
    { from: { url, line: 1, column: 100, name: 'f' }, name: 't', others: ['t', 'n'] },
    { from: { url, line: 1, column: 100, name: 'f' }, name: 'n', others: ['t', 'n'] },
  ]);
});

test('a private field is looked for from the class of its object, any other property not at all', async () => {
  const { asked, find } = await variablesOf();
  expect(find('basket', '#i')?.source.name).toBe('sessions');
  expect(find('basket', 'size')).toBeNull();
  expect(asked).toEqual([{ from: { url, line: 1, column: 300, name: 'Basket' }, name: '#i', others: [] }]);
});

test('of a scope whose functions have no place nothing is known, and each variable is asked for once', async () => {
  const { asked, find } = await variablesOf();
  expect(find('lonely', 't')).toBeNull();
  for (let i = 0; i < 3; i++) find('outer', 't');
  expect(asked).toHaveLength(1);
});

test('a function that is known to see it is asked, unless it has no place or is none', async () => {
  const { asked, find } = await variablesOf();
  find('outer', 't', 'g');
  find('outer', 'n', 'h');
  find('inner', 'e', 'basket');
  expect(asked.map(({ from }) => from.column)).toEqual([200, 100, 100]);
});

test('on a path it is the function in front of the scopes', async () => {
  const { seerOf } = await variablesOf();
  expect(seerOf('root f inner map')).toBe('f');
  expect(seerOf('root f inner outer set')).toBe('f');
  expect(seerOf('root f set')).toBeNull();
  expect(seerOf('basket inner map')).toBeNull();
  expect(seerOf('inner map')).toBeNull();
  expect(seerOf('map')).toBeNull();
});

test('functions are not looked for where no map was found', async () => {
  let isFound = false;
  const { asked, find } = await variablesOf(() => isFound);
  expect(find('outer', 't')).toBeNull();
  expect(find('inner', 'e', 'f')).not.toBeNull();
  isFound = true;
  expect(find('outer', 'n')).toBeNull();
  expect(asked.map(({ name }) => name)).toEqual(['e', 'n']);
});

const fieldHeap = `
  root -> pot:closure "Pot" 64 place 7 1 500
  root -> pan:closure "" 64 place 7 1 600
  pot -{shared}-> info:code "(shared function info)" 64
  info -{script}-> script:code "system / Script" 64
  script -{name}-> url:string "http://shop.example/app.js" 32
  ofPot:Object -constructor-> pot
  ofPan:Object -constructor-> pan
  ofPan -__proto__-> ofPot
  root -> vase:Object, dish:Object, bare:Object, plate:Plate 64 place 7 1 700
  vase -__proto__-> ofPot
  vase -#w-> a:Map
  dish -__proto__-> ofPan
  dish -#w-> a
  dish -#w-> b:Map
  dish -#own-> b
  dish -#base-> b
  dish -#none-> b
  pan -#w-> b
  bare -__proto__-> ofPan
  bare -#w-> a
  plate -#w-> a
  pot -#base-> a`;
/** What each class declares, by the column of its place. */
const DECLARED: Readonly<Record<number, readonly string[]>> = {
  500: ['#w', '#base'],
  600: ['#w', '#own'],
  700: ['#w'],
};

/** The fields of an object that are known, by the column of the class that declares them. */
async function fieldsOf(alias: string): Promise<readonly (readonly [string, number | null])[]> {
  const { analysis, node } = await analyzeHeap(fieldHeap);
  const { graph, locations } = analysis;
  const sources: SourceLookup = {
    warnings: [],
    find: () => null,
    findVariable: ({ url, column }, name) =>
      DECLARED[column].includes(name)
        ? { url, line: 1, column, source: { url: 'app.ts', line: 4, column: 6, name: `${name}Items` } }
        : null,
  };
  const variables = buildVariableNames(graph, { ...locations, sources });
  const owner = node(alias);
  const fields: [string, number | null][] = [];
  for (let edge = graph.firstEdge[owner]; edge < graph.firstEdge[owner + 1]; edge++)
    if (edgeName(graph, edge).startsWith('#'))
      fields.push([edgeName(graph, edge), variables.find(owner, edge)?.column ?? null]);
  return fields;
}

test('a class without a name has no place at its objects, and its function is found by their prototype', async () => {
  expect(await fieldsOf('vase')).toEqual([['#w', 500]]);
  expect(await fieldsOf('plate')).toEqual([['#w', 700]]);
});

test('of classes that extend each other, the one is meant that declares the field', async () => {
  expect(await fieldsOf('dish')).toEqual([
    // The class that is extended makes its fields first.
    ['#w', 500],
    ['#w', 600],
    ['#own', 600],
    ['#base', 500],
    ['#none', null],
  ]);
});

test('where two classes declare a field and the object has one, nobody knows which', async () => {
  expect(await fieldsOf('bare')).toEqual([['#w', null]]);
});

test('the static fields of a class are its own', async () => {
  expect(await fieldsOf('pan')).toEqual([['#w', 600]]);
  expect(await fieldsOf('pot')).toEqual([['#base', 500]]);
});

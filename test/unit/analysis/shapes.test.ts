import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ShapeDefinition,
  findPlainObjects,
  formatPropertyName,
  inferShapes,
  matchShapes,
} from '../../../src/analysis/shapes.js';
import { writeBytes } from '../../support/heap-language.js';
import { analyzeHeap } from '../../support/language-analysis.js';
import { graphOfText } from '../../support/read-graph.js';

/** Property names of plain objects, in order. */
type Objects = readonly (readonly string[])[];

async function readObjects(objects: Objects): ReturnType<typeof graphOfText> {
  const nodes = objects.map((properties, index) => ({
    type: 'object',
    name: 'Object',
    id: 2 * index + 3,
    selfSize: 8,
    edges: properties.map((name) => ({ type: 'property', name, target: 0 })),
  }));
  const root = { type: 'synthetic', name: '', id: 1, selfSize: 0, edges: [] };
  return graphOfText(writeBytes({ nodes: [root, ...nodes] }));
}

/** The shape of an object as text, cut once it is longer than 120 characters. */
function naiveShape(properties: readonly string[]): Omit<ShapeDefinition, 'objects'> | null {
  const kept: string[] = [];
  let text = '{';
  for (const name of properties.filter((property) => property !== '__proto__')) {
    const formatted = formatPropertyName(name);
    if (text !== '{' && text.length + formatted.length > 120) break;
    // An empty name in front leaves no trace in the text, as in DevTools.
    text += text === '{' ? formatted : `, ${formatted}`;
    kept.push(name);
  }
  return kept.length === 0 ? null : { name: `${text}}`, properties: kept };
}

function naiveShapes(objects: Objects): ShapeDefinition[] {
  const shapes = objects.map(naiveShape).filter((shape) => shape !== null);
  const names = [...new Set(shapes.map(({ name }) => name))];
  const count = (name: string): number => shapes.filter((shape) => shape.name === name).length;
  return names
    .filter((name) => count(name) >= Math.max(2, objects.length / 1000))
    .sort((a, b) => count(b) - count(a))
    .map((name) => ({ ...shapes.find((shape) => shape.name === name)!, objects: count(name) }));
}

/** Of the shapes of which the object has every property: most properties, then first in the list. */
function naiveMatch(properties: readonly string[], shapes: readonly ShapeDefinition[]): number {
  let best = -1;
  shapes.forEach((shape, index) => {
    if (!shape.properties.every((property) => properties.includes(property))) return;
    if (best < 0 || shape.properties.length > shapes[best].properties.length) best = index;
  });
  return best;
}

const property = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'e') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '__proto__',
      'x,y',
      'q"',
      '',
      'ä',
      '💩a',
      'a\nb',
      'long'.repeat(20),
      'wide'.repeat(25),
    ),
  },
);
const randomObjects = fc.array(fc.uniqueArray(property, { maxLength: 6 }), { maxLength: 30 });

test('shapes are inferred and matched as a plain search over texts does', () =>
  fc.assert(
    fc.asyncProperty(randomObjects, async (objects) => {
      const graph = await readObjects(objects);
      const plain = findPlainObjects(graph);
      expect(plain.count).toBe(objects.length);
      const shapes = inferShapes(graph, plain);
      expect(shapes).toEqual(naiveShapes(objects));
      const matches = matchShapes(graph, plain, shapes);
      const matched = objects.map((_, index) => matches[plain.sequenceOf[index]]);
      expect(matched).toEqual(objects.map((properties) => naiveMatch(properties, shapes)));
    }),
    { numRuns: 300 },
  ));

test('the definitions of another snapshot are matched by text, whatever their order', async () => {
  const graph = await readObjects([['b', 'a', 'z'], ['a'], ['z']]);
  const plain = findPlainObjects(graph);
  const definitions = [
    { name: '{a}', properties: ['a'], objects: 2 },
    { name: '{a, b}', properties: ['a', 'b'], objects: 2 },
    { name: '{b, a}', properties: ['b', 'a'], objects: 2 },
    { name: '{missing}', properties: ['missing'], objects: 2 },
  ];
  const matches = matchShapes(graph, plain, definitions);
  expect([0, 1, 2].map((index) => matches[plain.sequenceOf[index]])).toEqual([1, 0, -1]);
});

test('one of a thousand objects is too few for a shape, and two of any are needed', async () => {
  const many: string[][] = Array.from({ length: 4000 }, () => ['common']);
  const some = [['rare'], ['rare'], ['rare'], ['seldom'], ['seldom'], ['seldom'], ['seldom'], ['seldom']];
  const graph = await readObjects([...many, ...some]);
  const names = inferShapes(graph, findPlainObjects(graph)).map(({ name }) => name);
  expect(names).toEqual(['{common}', '{seldom}']);
});

test('names that would be confusing between braces are quoted', () => {
  expect(['id', 'a-b', 'a,b', "it's", '{', 'say "x"', ''].map(formatPropertyName)).toEqual([
    ...['id', 'a-b', '"a,b"', '"it\'s"', '"{"', String.raw`"say \"x\""`, ''],
  ]);
});

test('only properties make a shape, and only objects called Object have one', async () => {
  const { className } = await analyzeHeap(`
    root -/app/-> app:Window
    app -> one, two, named:Foo, bare
    one -> id, price
    two -> id, price
    one -{map}-> hidden
    named -> id, price
    bare -[0]-> id
  `);
  expect(['one', 'two', 'named', 'bare'].map(className)).toEqual([
    '{id, price}',
    '{id, price}',
    'Foo',
    'Object',
  ]);
});

import { expect, test } from 'vitest';
import { buildColumnPool } from '../../../src/core/column-pool.js';
import { hasBit } from '../../../src/core/bit-set.js';
import { findEphemeronNames } from '../../../src/heap/ephemerons.js';
import { buildHeapGraph } from '../../../src/heap/heap-graph.js';
import { edgeName } from '../../../src/heap/names.js';
import { computeRetainingEdges } from '../../../src/heap/retaining-edges.js';
import type { EdgeOrdinal } from '../../../src/core/columns.js';
import { readHeap } from '../../support/heap-language.js';

/** Names of the edges that retain. */
async function retainingNames(text: string): Promise<string[]> {
  const graph = buildHeapGraph((await readHeap(text)).data);
  const retaining = computeRetainingEdges(graph, findEphemeronNames(graph.strings), buildColumnPool());
  const edges = Array.from({ length: graph.edgeCount }, (_, edge) => edge as EdgeOrdinal);
  return edges.filter((edge) => hasBit(retaining, edge)).map((edge) => edgeName(graph, edge));
}

test('properties, elements, variables and internal and hidden edges retain; weak edges do not', async () => {
  const names = await retainingNames(`
    a -property-> b
    a -[7]-> b
    a -(variable)-> b
    a -{internal}-> b
    a -<8>-> b
    a ~weak~> b
  `);
  expect(names).toEqual(['property', '7', 'variable', 'internal', '8']);
});

test('an edge to the node itself retains nothing', async () => {
  expect(await retainingNames('a -self-> a')).toEqual([]);
});

test('a shortcut retains from the root only', async () => {
  const names = await retainingNames(`
    root -/fromRoot/-> a
    a -/fromElsewhere/-> b
  `);
  expect(names).toEqual(['fromRoot']);
});

test('of the two edges into a value of a WeakMap, the key’s retains', async () => {
  const pair = 'part of key (Key @101) -> value (Value @103) pair in WeakMap (table @105)';
  const names = await retainingNames(`
    table = array "" @105
    key = Key @101
    table -{1 / ${pair}}-> value:Value @103
    key -{2 / ${pair}}-> value
  `);
  expect(names).toEqual([`2 / ${pair}`]);
});

test('what a debugger holds is not retained by it where the page holds it', async () => {
  const names = await retainingNames(`
    root -/window/-> page:Window
    page -own-> thing
    root -[9]-> debugger
    debugger -watched-> thing
    debugger -private-> note
  `);
  expect(names).toEqual(['window', '9', 'own', 'private']);
});

test('without a shortcut or documents, nobody is a debugger', async () => {
  const names = await retainingNames(`
    root -[1]-> a
    a -one-> b
    c -two-> b
  `);
  expect(names).toEqual(['1', 'one', 'two']);
});

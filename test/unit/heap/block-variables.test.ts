import { expect, test } from 'vitest';
import { retainersOf } from '../../../src/engine/retainers-of.js';
import { excerptOf } from '../../../src/engine/excerpt-of.js';
import { describeObject } from '../../../src/engine/describe-object.js';
import { partitionOf } from '../../../src/engine/partition-of.js';
import { idOfLabel, writeLineHeap } from '../../support/line-heap.js';
import { analyzeText } from '../../support/read-graph.js';

/** As V8 writes `{ const cart = new Cart(), owner = ...; handler = () => cart; }`. */
const lines = (edges: string): string => `root: synthetic
  root -shortcut:1-> global
  handler: closure handler
  context: object system / Context
  scope: code system / ScopeInfo
  outer: code system / ScopeInfo
  n1: string cart
  n2: string owner
  n3: string total
  global -property:handler-> handler
  handler -internal:context-> context
  context -internal:scope_info-> scope
  scope -hidden:0-> n1
  scope -hidden:1-> n2
  scope -hidden:2-> outer
  scope -hidden:3-> n3
  ${edges}`;

const both = lines(`context -hidden:0-> Cart
  context -hidden:1-> Owner`);

test('a variable of a block has its name in paths, trees, pictures, fields and groups', async () => {
  const analysis = await analyzeText(writeLineHeap(both));
  const { paths, tree } = retainersOf(analysis, { className: 'Owner' });
  expect(paths[0].at(-1)).toMatchObject({ name: 'owner', edge: { kind: 'context', name: 'owner' } });
  expect(tree.retainers.map(({ edge }) => edge)).toEqual([{ kind: 'context', name: 'owner' }]);
  const context = idOfLabel(both, 'context');
  const named = { kind: 'context', name: 'cart' };
  expect(excerptOf(analysis, 'refs', [context], { depth: 1 }).edges).toContainEqual(
    expect.objectContaining({ from: context, to: idOfLabel(both, 'Cart'), ...named }),
  );
  expect(describeObject(analysis, context).fields.rows.map(({ edge }) => edge)).toContainEqual(named);
  const groups = partitionOf(analysis, 'edge').groups.rows.map(({ key }) => key);
  expect(groups).toEqual(expect.arrayContaining(['variable cart', 'variable owner']));
});

test('where numbers are among the variables, nobody knows which is which', async () => {
  const analysis = await analyzeText(writeLineHeap(lines('context -hidden:0-> Cart')));
  const { paths } = retainersOf(analysis, { className: 'Cart' });
  expect(paths[0].at(-1)).toMatchObject({ name: null, edge: { kind: 'hidden', name: '0' } });
});

test('all edges are told as the file has them', async () => {
  const analysis = await analyzeText(writeLineHeap(both));
  const { tree } = retainersOf(analysis, { className: 'Owner' }, { allEdges: true });
  expect(tree.retainers.map(({ edge }) => edge)).toEqual([{ kind: 'hidden', name: '1' }]);
});

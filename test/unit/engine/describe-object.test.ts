import { expect, test } from 'vitest';
import { describeObject } from '../../../src/engine/describe-object.js';
import { idOfLabel, writeLineHeap } from '../../support/line-heap.js';
import { analyzeText } from '../../support/read-graph.js';

const lines = `root: synthetic
  root -shortcut:1-> global
  global --> cart
  cart: object Cart
  island: object Island
  island --> cart
  global -weak:w-> island`;

test('an object is described with its path and the objects that refer to it', async () => {
  const analysis = await analyzeText(writeLineHeap(lines));
  const { target, path, retainers } = describeObject(analysis, idOfLabel(lines, 'cart'));
  expect([target.className, target.name]).toEqual(['Cart', 'cart']);
  expect(path.at(-1)?.id).toBe(target.id);
  expect(retainers.rows.map(({ id }) => id)).toContain(idOfLabel(lines, 'island'));
});

test('an object that no root reaches is described without a path', async () => {
  const analysis = await analyzeText(writeLineHeap(lines));
  const { target, path } = describeObject(analysis, idOfLabel(lines, 'island'));
  expect(target).toMatchObject({ className: 'Island', name: null, distance: 'unreachable' });
  expect(path).toEqual([]);
});

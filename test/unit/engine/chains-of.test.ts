import { expect, test } from 'vitest';
import { chainsOf } from '../../../src/engine/chains-of.js';
import { buildPathText } from '../../../src/report/build-path.js';
import { idOfLabel, writeLineHeap } from '../../support/line-heap.js';
import { readManifest } from '../../support/manifest.js';
import { analyzeText, readUncompressed } from '../../support/read-graph.js';

const lines = `root: synthetic
  root -shortcut:1-> global
  global --> shop
  shop: object Shop
  shop --> cart
  cart: object Cart
  cart --> item
  item: object Item
  shop --> last
  last: object Last
  last --> item
  other: object Shop
  global --> other
  global -weak:w-> lonely`;

test('a chain is the shortest way along the edges', async () => {
  const analysis = await analyzeText(writeLineHeap(lines));
  const report = chainsOf(analysis, 'Shop', idOfLabel(lines, 'item'));
  expect(report.paths.map((path) => buildPathText(path))).toEqual([
    `Shop → cart: Cart → item: Item @${idOfLabel(lines, 'item')}`,
    `Shop → last: Last → item: Item @${idOfLabel(lines, 'item')}`,
  ]);
  expect(report.from.id).toBe(idOfLabel(lines, 'shop'));
});

test('a chain may begin at any object', async () => {
  const analysis = await analyzeText(writeLineHeap(lines));
  const report = chainsOf(analysis, idOfLabel(lines, 'cart'), 'Item', { limit: 1 });
  expect(report.paths.map((path) => buildPathText(path))).toEqual([
    `Cart → item: Item @${idOfLabel(lines, 'item')}`,
  ]);
});

test('no chain is an answer, and weak edges are a chain on demand', async () => {
  const analysis = await analyzeText(writeLineHeap(lines));
  expect(chainsOf(analysis, 'global', 'lonely').paths).toEqual([]);
  expect(chainsOf(analysis, 'global', 'lonely', { allEdges: true }).paths).toHaveLength(1);
});

test('in a real heap a chain leads from a module to a session', async () => {
  const { path } = readManifest().files.find((file) => file.path.startsWith('sessions/final'))!;
  const { from, to, paths } = chainsOf(await analyzeText(readUncompressed(path)), 'module', 'Session');
  expect(paths.length).toBeGreaterThan(0);
  expect(from.className).toBe('ModuleWrap');
  expect(buildPathText(paths[0])).toBe(`module shop/src/auth.js → sessions: Map → Session @${to.id}`);
});

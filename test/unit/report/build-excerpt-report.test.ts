import { expect, test } from 'vitest';
import { buildColumnPool } from '../../../src/core/column-pool.js';
import { buildExcerptTools, excerptOf, excerptWith } from '../../../src/engine/excerpt-of.js';
import { buildRetainerIndex } from '../../../src/heap/retainers.js';
import { idOfLabel, writeLineHeap } from '../../support/line-heap.js';
import { analyzeText } from '../../support/read-graph.js';

const HEAP = `root: synthetic
  root -shortcut:1-> global
  global --> cart
  global --> user
  cart -property:first-> item
  cart -property:last-> item
  user -property:item-> item
  user -weak:seen-> item`;

test('who refers to an object in two ways is one retainer, and who only does so weakly is none', async () => {
  const analysis = await analyzeText(writeLineHeap(HEAP.replace('user -property:item-> item\n', '')));
  const { nodes } = excerptOf(analysis, 'backrefs', [idOfLabel(HEAP, 'item')]);
  expect(nodes[0]).toMatchObject({ id: idOfLabel(HEAP, 'item'), retainers: 1 });
});

test('excerpts that share their tools say what each says by itself', async () => {
  const analysis = await analyzeText(writeLineHeap(HEAP));
  const tools = buildExcerptTools(buildRetainerIndex(analysis.graph, buildColumnPool()));
  for (const [label, retainers] of [
    ['item', 2],
    ['cart', 1],
    ['item', 2],
  ] as const) {
    const ids = [idOfLabel(HEAP, label)];
    const shared = excerptWith(analysis, 'backrefs', ids, {}, tools);
    expect(shared).toEqual(excerptOf(analysis, 'backrefs', ids));
    expect(shared.nodes[0].retainers).toBe(retainers);
  }
});

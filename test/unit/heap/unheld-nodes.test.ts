import { expect, test } from 'vitest';
import { findUnheld } from '../../../src/heap/unheld-nodes.js';
import { analyzeHeap } from '../../support/language-analysis.js';

test('what only weak edges lead to is held by nothing, and neither is what has no edge into it', async () => {
  const { analysis, node } = await analyzeHeap(`
    root -> a
    a -> b
    a ~w~> c
    c -> d
    e -> e2`);
  const found = findUnheld(analysis.graph, analysis.retaining);
  expect([...found].sort((x, y) => x - y)).toEqual([node('c'), node('e')].sort((x, y) => x - y));
});

import { expect, test } from 'vitest';
import { groupByEdge } from '../../../src/analysis/edge-groups.js';
import { WHOLE_HEAP, searchPaths } from '../../../src/engine/path-search.js';
import { analyzeHeap } from '../../support/language-analysis.js';

const HOLDS = [
  ['a', '.a'],
  ['"a @12"', '.a'],
  ['"3 / a"', '.a'],
  ['(a)', 'variable a'],
  ['aa', '.aa'],
  ['"ü\\n"', '.ü\n'],
  ['"<symbol DomObject#DocumentCachedAccessor>"', '.document'],
  ['document', '.document'],
  ['{a}', '(a)'],
  ['{12}', '[entry]'],
  ['[0]', '[]'],
  ['[7]', '[]'],
  ['<4>', '(hidden)'],
] as const;

test('groups are what edges are called in words, whatever bytes they are written in', async () => {
  const lines = HOLDS.map(([edge], i) => `  app -${edge}-> x${i}:Item`);
  const { analysis, node } = await analyzeHeap(`\n  root -app-> app:App\n${lines.join('\n')}`);
  const { classOf, classes } = groupByEdge(
    analysis.graph,
    searchPaths(analysis, WHOLE_HEAP),
    new Map(),
    analysis.pool,
  );
  expect(HOLDS.map((_, i) => classes[classOf[node(`x${i}`)]].name)).toEqual(HOLDS.map(([, text]) => text));
  // Equal texts are one group, and each group has another text.
  expect(new Set(classes.map(({ name }) => name)).size).toBe(classes.length);
  expect(classes[classOf[analysis.graph.root]].name).toBe('(nothing)');
});

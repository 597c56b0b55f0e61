import { expect, test } from 'vitest';
import { buildContextFunctions } from '../../../src/analysis/context-names.js';
import type { NodeOrdinal } from '../../../src/core/columns.js';
import { isNodeNamed } from '../../../src/heap/names.js';
import { buildRetainerIndex } from '../../../src/heap/retainers.js';
import { writeLineHeap } from '../../support/line-heap.js';
import { analyzeText } from '../../support/read-graph.js';

test('a scope is looked up once for all its contexts, which may be millions', async () => {
  const calls = (scope: string): string =>
    [1, 2, 3]
      .map((i) => `${scope}_${i}: object system / Context\n  ${scope}_${i} -internal:scope_info-> ${scope}`)
      .join('\n  ');
  const { graph, pool } = await analyzeText(
    writeLineHeap(`root: synthetic
  login: code system / ScopeInfo
  logout: code system / ScopeInfo
  c1: code login
  c2: code logout
  c1 -internal:name_or_scope_info-> login
  c2 -internal:name_or_scope_info-> logout
  ${calls('login')}
  ${calls('logout')}`),
  );
  const { firstIn, nextIn } = buildRetainerIndex(graph, pool);
  let lookups = 0;
  const index = {
    nextIn,
    get firstIn() {
      lookups++;
      return firstIn;
    },
  };
  const functionOf = buildContextFunctions(graph, index);
  const nodes = Array.from({ length: graph.nodeCount }, (_, node) => node as NodeOrdinal);
  const contexts = nodes.filter((node) => isNodeNamed(graph, node, 'system / Context'));
  const names = contexts.map(functionOf);
  expect([names.filter((name) => name === 'login').length, names.length]).toEqual([3, 6]);
  expect(names.filter((name) => name === 'logout')).toHaveLength(3);
  expect(lookups).toBe(2);
});

import { expect, test } from 'vitest';
import { buildDetourRules } from '../../../src/analysis/detours.js';
import { StepRole, computePathTree } from '../../../src/analysis/path-tree.js';
import { computeRetainingTree } from '../../../src/analysis/retaining-paths.js';
import type { NodeOrdinal } from '../../../src/core/columns.js';
import { writeLineHeap } from '../../support/line-heap.js';
import { analyzeText } from '../../support/read-graph.js';

const HEAP = `root: synthetic
  groups: synthetic (GC roots)
  strong: synthetic (Strong roots)
  strings: synthetic (Internalized strings)
  stack: synthetic (Stack roots)
  ofStrong: object Session
  ofStrings: object Session
  ofStack: object Session
  root -element:1-> groups
  groups -element:0-> strong
  groups -element:1-> strings
  groups -element:2-> stack
  strong -internal:1-> ofStrong
  strings -internal:1-> ofStrings
  stack -internal:1-> ofStack`;

test('groups of roots are paths of their own: what one holds for a moment is not what another holds', async () => {
  const analysis = await analyzeText(writeLineHeap(HEAP));
  const { graph, retaining, pool } = analysis;
  const rules = buildDetourRules(graph);
  const retainingTree = computeRetainingTree(graph, retaining, rules, pool);
  const { pathOf, role } = computePathTree({ ...analysis, retainingTree, rules });
  const paths = ([5, 6, 7] as NodeOrdinal[]).map((node) => pathOf[node]);
  expect(new Set(paths).size).toBe(3);
  expect(paths.map((path) => role[path])).toEqual([StepRole.object, StepRole.noise, StepRole.object]);
});

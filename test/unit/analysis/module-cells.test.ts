import { expect, test } from 'vitest';
import { buildDetourRules } from '../../../src/analysis/detours.js';
import { listExportNames } from '../../../src/analysis/module-cells.js';
import { buildPathNamer } from '../../../src/analysis/named-paths.js';
import { computeRetainingTree, findRetainingPath } from '../../../src/analysis/retaining-paths.js';
import { buildPath, buildPathText } from '../../../src/report/build-path.js';
import { analyzeHeap } from '../../support/language-analysis.js';

/** main.mjs imports `trail` of audit.mjs; the loader knows main.mjs first. */
const modules = `
  root -> loader:Loader
  loader -main-> mainWrap:ModuleWrap
  mainWrap -url-> mainUrl:string "file:///app/main.mjs"
  mainWrap -<1>-> main:hidden "system / SourceTextModule" 100
  main -<0>-> mainExports:array "" 40
  main -<5>-> mainOwn:array "" 40
  main -<6>-> imports:array "" 40
  loader -audit-> auditWrap:ModuleWrap
  auditWrap -url-> auditUrl:string "file:///app/audit.mjs"
  auditWrap -<1>-> audit:hidden "system / SourceTextModule" 100
  audit -<0>-> table:array "" 40
  audit -<5>-> own:array "" 40
  table -{3}-> text:string "trail"
  table -{4}-> cell:hidden "system / Cell" 16
  imports -{0}-> cell
  own -{0}-> cell
  cell -{value}-> trail:Trail
  trail -entries-> list:Array
  list -[0]-> first:Entry`;

test('a variable that modules share is called by the name of its export', async () => {
  const { analysis, node } = await analyzeHeap(modules);
  expect([...listExportNames(analysis.graph)]).toEqual([[node('cell'), 'trail']]);
});

test('it is told of the module that has it, not of one that imports it, and by its name', async () => {
  const { analysis, node } = await analyzeHeap(modules);
  const { graph, retaining, pool } = analysis;
  const tree = computeRetainingTree(graph, retaining, buildDetourRules(graph), pool);
  const path = findRetainingPath(tree, node('first'));
  expect(path.map((step) => step.node)).toContain(node('audit'));
  expect(path.map((step) => step.node)).not.toContain(node('main'));
  const text = buildPathText(buildPath(analysis, buildPathNamer(analysis).namePath(path), 'never'));
  expect(text).toContain('module /app/audit.mjs → trail: Trail → entries: Array → Entry');
});

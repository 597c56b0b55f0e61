import { expect, test } from 'vitest';
import { buildDetourRules } from '../../../src/analysis/detours.js';
import { computeRetainingTree, findRetainingPath } from '../../../src/analysis/retaining-paths.js';
import { nodeName } from '../../../src/heap/names.js';
import { analyzeHeap } from '../../support/language-analysis.js';

/** The text that a regular expression was tried on, as V8 remembers it, and ways to it of the program. */
async function pathTo(ways: string): Promise<string[]> {
  const { analysis, node } = await analyzeHeap(`
    root -{native_context}-> native:object "system / NativeContext"
    native -{regexp_last_match_info}-> text:string "GET /orders"
    ${ways}`);
  const { graph, retaining, pool } = analysis;
  const tree = computeRetainingTree(graph, retaining, buildDetourRules(graph), pool);
  return findRetainingPath(tree, node('text')).map((step) => nodeName(graph, step.node));
}

test('a text that a variable holds is reached over the variable, and not over the last match', async () => {
  const ways = `
    root -> app:App
    app -server-> server:Server
    server -log-> log:Log
    log -handler-> f:closure "onRequest"
    f -{context}-> scope:object "system / Context"
    scope -(line)-> text`;
  expect(await pathTo(ways)).toEqual([
    '',
    'App',
    'Server',
    'Log',
    'onRequest',
    'system / Context',
    'GET /orders',
  ]);
});

test('what only the last match holds has a path over it', async () => {
  expect(await pathTo('root -> app:App')).toEqual(['', 'system / NativeContext', 'GET /orders']);
});

test('what a module exports is reached over the module, and not over who imports it', async () => {
  const { analysis, node } = await analyzeHeap(`
    root -> main:ModuleWrap
    main -{requested}-> facade:hidden "system / SyntheticModule"
    facade -{cell}-> cell:hidden "system / Cell"
    cell -{value}-> cache:Cache
    root -> loader:Loader
    loader -modules-> table:Map
    table -module-> module:Module
    module -exports-> exports:Object
    exports -cache-> cache`);
  const { graph, retaining, pool } = analysis;
  const tree = computeRetainingTree(graph, retaining, buildDetourRules(graph), pool);
  const path = findRetainingPath(tree, node('cache')).map((step) => nodeName(graph, step.node));
  expect(path).toEqual(['', 'Loader', 'Map', 'Module', 'Object', 'Cache']);
});

import { expect, test } from 'vitest';
import { listRenamedEdges } from '../../../src/analysis/renamed-edges.js';
import type { SourceLookup } from '../../../src/core/source-place.js';
import { edgeName } from '../../../src/heap/names.js';
import { analyzeHeap } from '../../support/language-analysis.js';

const heap = `
  root -> f:closure "f" 64 place 7 1 100
  f -{context}-> scope:object "system / Context" 64
  scope -(e)-> map:Map
  scope -(t)-> basket:Basket 64 place 7 1 300
  scope -(n)-> map
  basket -#i-> map
  basket -i-> map
  root -> made:closure "" 64 place 7 1 400
  made -#s-> map
  made -prototype-> proto:Object
  proto -constructor-> made
  root -> single:Object
  single -__proto__-> proto
  single -#o-> map
  root -> stray:object "system / Context" 64
  stray -(e)-> map
  f -{shared}-> info:code "(shared function info)" 64
  info -{script}-> script:code "system / Script" 64
  script -{name}-> url:string "http://shop.example/app.js" 32`;
const ORIGINAL: Readonly<Record<string, string>> = {
  ...{ e: 'sessions', t: 'basket', '#i': '#items' },
  ...{ '#s': '#shared', '#o': '#orders' },
};

/** What is found, and for which scripts a map was looked for. */
async function list(hasMap: boolean, counts: boolean): Promise<{ names: string[]; asked: string[] }> {
  const { analysis } = await analyzeHeap(heap);
  const { graph, locations } = analysis;
  const asked: string[] = [];
  const sources: SourceLookup = {
    warnings: [],
    find(url) {
      asked.push(url);
      return null;
    },
    ...(counts ? { hasFound: () => hasMap && asked.length > 0 } : {}),
    findVariable({ url }, name) {
      const original = ORIGINAL[name] ?? null;
      return { url, line: 1, column: 9, source: { url: 'src/app.ts', line: 4, column: 6, name: original } };
    },
  };
  const renamed = listRenamedEdges(graph, { ...locations, sources });
  return { names: [...renamed].map(([edge, name]) => `${edgeName(graph, edge)} ${name}`), asked };
}

test('variables of scopes that functions see, and private fields, by the names that are known', async () => {
  const { names } = await list(true, true);
  // Those of a class without a name, whose objects have no place, and its static ones as well.
  expect(names.sort()).toEqual(['#i #items', '#o #orders', '#s #shared', 'e sessions', 't basket']);
});

test('whether there is a map is asked of the scripts, and where there is none, no more', async () => {
  expect(await list(false, true)).toEqual({ names: [], asked: ['http://shop.example/app.js'] });
  expect((await list(true, false)).names).toHaveLength(5);
});

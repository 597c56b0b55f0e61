import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { buildColumnPool } from '../../../src/core/column-pool.js';
import type { NodeOrdinal } from '../../../src/core/columns.js';
import { NodeKind } from '../../../src/format/kinds.js';
import { buildHeapGraph } from '../../../src/heap/heap-graph.js';
import { buildLocationIndex, findLocation } from '../../../src/heap/locations.js';
import { nodeName } from '../../../src/heap/names.js';
import { readHeap } from '../../support/heap-language.js';
import { readManifest, snapshotsFolder } from '../../support/manifest.js';
import { analyzeText, graphOfText, readUncompressed } from '../../support/read-graph.js';

const { files, scenarios } = readManifest();

describe('classes of real snapshots', () => {
  const located = scenarios.filter(({ committed, expected }) => committed && expected?.location);
  it.each(located)(
    '$name: the growing class is defined where its source says',
    async ({ name, expected }) => {
      const path = files.find((file) => file.scenario === name && file.role === 'final')!.path;
      const { classes, locations } = await analyzeText(readUncompressed(path));
      const places = classes.classes
        .filter((identity) => identity.name === expected!.classes[0] && identity.place !== null)
        .map(({ place }) => ({ url: locations.urls.get(place!.scriptId), line: place!.line + 1 }));
      // V8 says where the class's constructor is.
      const { file, line } = expected!.location!;
      const source = readFileSync(join(snapshotsFolder, 'scenarios', name, file), 'utf8').split('\n');
      const constructor = source.findIndex((text, at) => at >= line && text.includes('constructor(')) + 1;
      expect(places).toHaveLength(1);
      expect(places[0].line).toBe(constructor);
      expect(places[0].url?.endsWith(`/${file}`)).toBe(true);
    },
  );
});

/** Functions of the programs in snapshots/kinds, with the file that they stand in. */
describe.each([
  'node12',
  'node16',
  'node18-numeric',
  'node20',
  'node22',
  'node24',
  'node26',
  'deno',
  'chromium',
])('a snapshot of %s', (runtime) => {
  it('tells the URL of the scripts of its own program', async () => {
    const graph = await graphOfText(readUncompressed(`runtimes/${runtime}.heapsnapshot.gz`));
    const index = buildLocationIndex(graph, buildColumnPool());
    const urls = new Set<string | null>();
    for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
      const location = findLocation(graph, index, node);
      if (location !== null && graph.nodeKind[node] === NodeKind.closure) urls.add(location.url);
    }
    const entry = runtime === 'chromium' ? /\/page\.js$/ : /\/main\.cjs$/;
    expect([...urls].filter((url) => url !== null && entry.test(url))).toHaveLength(1);
  });
});

const code = `
  root -/app/-> app:Window
  app -> one, two, three, four, five
  one = closure "one" place 7 10 4
  one -{shared}-> info:code "one"
  info -{script}-> script:code "Script"
  script -{name}-> url:string "file:///srv/app.js"
  two = closure "two" place 8 1 0
  two -{shared}-> debugged:code "two"
  debugged -{script_or_debug_info}-> debugInfo:code "DebugInfo"
  debugInfo -{script}-> other:code "Script"
  other -{name}-> otherUrl:string "file:///srv/other.js"
  three = closure "three" place 9 1 0
  three -{shared}-> labelled:code "three"
  labelled -{script}-> labelledScript:hidden "system / Script / node:fs"
  four = Row place 7 20 2
  five = closure "five" place 10 3 3
  five -{shared}-> bare:code "five"
`;

test('a script has the URL that a closure of it leads to', async () => {
  const { data, node } = await readHeap(code);
  const graph = buildHeapGraph(data);
  const index = buildLocationIndex(graph, buildColumnPool());
  const locations = ['one', 'two', 'three', 'four', 'five', 'app'].map((alias) =>
    findLocation(graph, index, node(alias)),
  );
  expect(locations).toMatchObject([
    { scriptId: 7, url: 'file:///srv/app.js', line: 10, column: 4 },
    { scriptId: 8, url: 'file:///srv/other.js', line: 1, column: 0 },
    { scriptId: 9, url: 'node:fs', line: 1, column: 0 },
    { scriptId: 7, url: 'file:///srv/app.js', line: 20, column: 2 },
    { scriptId: 10, url: null, line: 3, column: 3 },
    null,
  ]);
  expect(nodeName(graph, node('four'))).toBe('Row');
});

test('the last location of a node counts', async () => {
  const { data, node } = await readHeap('a = Row place 1 2 3 place 4 5 6');
  const graph = buildHeapGraph(data);
  expect(findLocation(graph, buildLocationIndex(graph, buildColumnPool()), node('a'))).toMatchObject({
    scriptId: 4,
    line: 5,
    column: 6,
  });
});

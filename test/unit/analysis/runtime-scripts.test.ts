// SPDX-License-Identifier: MIT
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { expect, it, test } from 'vitest';

import { isRuntimeScript } from '../../../src/analysis/runtime-scripts.js';
import { buildColumnPool } from '../../../src/core/column-pool.js';
import { openSnapshotSource } from '../../../src/bytes/file-source.js';
import { readSnapshot } from '../../../src/format/read-snapshot.js';
import { buildHeapGraph } from '../../../src/heap/heap-graph.js';
import { buildLocationIndex } from '../../../src/heap/locations.js';
import { snapshotsFolder } from '../../support/manifest.js';

test('what Node has today has mostly been there for long, under its bare name', () => {
  const bare = builtinModules.filter((name) => !/^(?:node:|_)|^(?:trace_events|\w+\/.*)$/.test(name));
  expect(bare.filter((name) => !isRuntimeScript(`${name}.js`))).toEqual([]);
});

it.each([
  'node:internal/timers',
  'internal/timers.js',
  '_http_server.js',
  'ext:core/01_core.js',
  'electron/js2c/browser_init',
  'workerd:per-isolate/primordials',
  'cloudflare-internal:filesystem',
  '[native code]',
])('%s is of the runtime', (url) => {
  expect(isRuntimeScript(url)).toBe(true);
});

it.each([
  'worker.js', // as workerd calls it
  'plugin.js', // as vm.Script may be told
  'internals.js',
  '/srv/app/events.js',
  'file:///srv/app/internal/cache.mjs',
  'https://shop.example/events.js',
  'webpack-internal:///./src/app.js',
  'chrome-extension://aapocclcgogkmnckokdopfmhonfmgoek/worker.js',
])('%s is of the application', (url) => {
  expect(isRuntimeScript(url)).toBe(false);
});

it('all that Node 12 brings along, and nothing else', async () => {
  const path = join(snapshotsFolder, 'runtimes', 'node12.heapsnapshot.gz');
  const graph = buildHeapGraph(await readSnapshot(await openSnapshotSource(path)));
  const urls = [...buildLocationIndex(graph, buildColumnPool()).urls.values()];
  expect(urls.filter((url) => !isRuntimeScript(url)).every((url) => url.startsWith('/srv/'))).toBe(true);
  expect(urls.some((url) => isRuntimeScript(url))).toBe(true);
});

// The library's entry for pages, bundled as a page would: nothing of Node in it, and it answers.

import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as BrowserEntry from '../../src/index.browser.js';
import * as nodeEntry from '../../src/index.js';
import { snapshotsFolder } from '../support/manifest.js';

const folder = mkdtempSync(join(tmpdir(), 'heapdiff-'));
let entry: typeof BrowserEntry;
let text = '';

beforeAll(async () => {
  const { outputFiles, errors } = await build({
    entryPoints: [join(import.meta.dirname, '../../dist/src/index.browser.js')],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'silent',
  });
  expect(errors).toEqual([]);
  text = outputFiles[0].text;
  const path = join(folder, 'entry.mjs');
  writeFileSync(path, text);
  entry = (await import(pathToFileURL(path).href)) as typeof BrowserEntry;
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('it imports nothing, and needs nothing of Node', () => {
  expect(/^import\b|\bfrom\s*["']node:|\brequire\(["']|\bprocess\.(?:cwd|env|stdout)\b/m.test(text)).toBe(
    false,
  );
});

test('it answers what the same functions answer in Node', async () => {
  const path = join(snapshotsFolder, 'sessions/final.heapsnapshot.gz');
  const bytes = readFileSync(path);
  const stages = new Set<string>();
  const heap = await entry.loadBlob(
    { name: path, blob: new Blob([bytes]) },
    { onProgress: ({ stage }) => stages.add(stage) },
  );
  expect(stages.size).toBeGreaterThan(4);
  const inNode = await nodeEntry.loadAnalysis(path);
  const query = { className: 'Session' };
  expect(entry.summarizeAnalysis(heap)).toEqual(nodeEntry.summarizeAnalysis(inNode));
  expect(entry.retainersOf(heap, query)).toEqual(nodeEntry.retainersOf(inNode, query));
  expect(entry.partitionOf(heap, 'module')).toEqual(nodeEntry.partitionOf(inNode, 'module'));
  expect(entry.freedOf(heap, query)).toEqual(nodeEntry.freedOf(inNode, query));
  const chains = entry.chainsOf(heap, 'module', 'Session');
  expect(chains).toEqual(nodeEntry.chainsOf(inNode, 'module', 'Session'));
  const excerpt = entry.excerptOf(heap, 'backrefs', [chains.to.id]);
  expect(entry.renderSvg(excerpt)).toBe(
    nodeEntry.renderSvg(nodeEntry.excerptOf(inNode, 'backrefs', [chains.to.id])),
  );
  expect(entry.toGraphology(excerpt).order).toBe(excerpt.nodes.length);
  expect(entry.describeObject(heap, chains.to.id)).toEqual(nodeEntry.describeObject(inNode, chains.to.id));
  const { head, batches } = entry.objectsOf(heap, { columns: ['id'], className: 'Session' });
  expect([...batches].flat()).toHaveLength(head.total);
});

test('a diff of two Blobs is the diff of two files', async () => {
  const paths = ['baseline', 'final'].map((role) =>
    join(snapshotsFolder, `sessions/${role}.heapsnapshot.gz`),
  );
  const [older, newer] = paths.map((name) => ({
    name,
    blob: new Blob([new Uint8Array(gunzipSync(readFileSync(name)))]),
  }));
  const last = await entry.loadBlob(newer);
  const first = await entry.loadBlob(older, {}, () => last.shapes);
  const earlier = [entry.buildEarlierSnapshot(first)];
  const report = entry.diffLoaded({ earlier, last });
  const inNode = await nodeEntry.diffSnapshots(paths);
  expect({ ...report, snapshots: [] }).toEqual({ ...inNode, snapshots: [] });
});

test('work on a Blob can be stopped', async () => {
  const path = join(snapshotsFolder, 'sessions/final.heapsnapshot.gz');
  const controller = new AbortController();
  const stopped = entry.loadBlob(
    { name: path, blob: new Blob([readFileSync(path)]) },
    { signal: controller.signal, onProgress: ({ stage }) => stage === 'dominators' && controller.abort() },
  );
  await expect(stopped).rejects.toMatchObject({ code: 'ERR_ABORTED' });
});

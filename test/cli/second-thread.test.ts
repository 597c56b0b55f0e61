// A file that is large enough for two threads, read by the built program's code with one and with two.

import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterAll, expect, test } from 'vitest';
import { buildDetourRules } from '../../src/analysis/detours.js';
import { computeRetainingTree } from '../../src/analysis/retaining-paths.js';
import { computeTableOf } from '../../src/engine/analyze.js';
import type { WorkerMessage } from '../../src/engine/diff-worker.js';
import type * as LoadAnalysis from '../../src/engine/load-analysis.js';
import type { DescribedNode } from '../../src/format/heap-description.js';
import { writeSnapshot } from '../../src/format/write-snapshot.js';
import { projectFolder } from './run-heapdiff.js';

const folder = mkdtempSync(join(tmpdir(), 'heapdiff-thread-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NODES = 600_000;

function* nodes(): Generator<DescribedNode> {
  const edgesOf = (n: number): DescribedNode['edges'] =>
    [n * 2 + 1, n * 2 + 2, (n * 7919) % NODES]
      .filter((target) => target > 0 && target < NODES)
      .map((target, i) => ({ type: i === 2 ? 'weak' : 'property', name: `to${i}`, target }));
  for (let n = 0; n < NODES; n++) {
    const type = n === 0 ? 'synthetic' : n % 5 === 0 ? 'array' : 'object';
    yield { type, name: `Class${n % 50}`, id: 2 * n + 1, selfSize: 16 + (n % 9), edges: edgesOf(n) };
  }
}

test('two threads know of a heap what one does', { timeout: 120_000 }, async () => {
  const path = join(folder, 'large.heapsnapshot');
  const file = openSync(path, 'w');
  for (const chunk of writeSnapshot({ nodes: { [Symbol.iterator]: nodes } }, 'node20'))
    writeSync(file, chunk);
  closeSync(file);
  const built = pathToFileURL(join(projectFolder, 'dist/src/engine/load-analysis.js')).href;
  const { loadAnalysis, loadAnalysisWithPaths } = (await import(built)) as typeof LoadAnalysis;
  const [one, two] = [await loadAnalysis(path, {}, undefined, 1), await loadAnalysis(path, {}, undefined, 2)];
  expect(one.graph.edgeTarget).toHaveProperty('buffer', expect.any(ArrayBuffer));
  expect(two.graph.edgeTarget).toHaveProperty('buffer', expect.any(SharedArrayBuffer));
  expect(two.graph.edgeCount).toBeGreaterThan(1_000_000);
  for (const key of ['shallowSize', 'distance', 'retainedSize'] as const) {
    expect(Buffer.compare(bytesOf(one[key]), bytesOf(two[key])), key).toBe(0);
  }
  for (const key of ['classes', 'shapes', 'detachedness'] as const) {
    expect(two[key], key).toEqual(one[key]);
  }
  expect(computeTableOf(two)).toEqual(computeTableOf(one));
  const { graph, retaining, pool } = one;
  const searched = computeRetainingTree(graph, retaining, buildDetourRules(graph), pool);
  await loadAnalysisWithPaths(
    path,
    {},
    async (_, retainingTree) => {
      const found = await retainingTree;
      expect(found?.reached).toBe(searched.reached);
      for (const key of ['edgeOf', 'parentOf'] as const)
        expect(Buffer.compare(bytesOf(found?.[key]), bytesOf(searched[key])), key).toBe(0);
    },
    2,
  );
});

function bytesOf(column: unknown): Buffer {
  const { buffer, byteOffset, byteLength } = column as Uint32Array;
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

test('the earlier snapshot of a diff may be read by two threads as well', { timeout: 120_000 }, async () => {
  const path = join(folder, 'large.heapsnapshot');
  const worker = new Worker(join(projectFolder, 'dist/src/engine/diff-worker.js'), {
    workerData: { paths: [path], threads: 2 },
  });
  worker.postMessage([]);
  const answer = await new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (message: WorkerMessage) => {
      if (message.type !== 'progress') resolve(message);
    });
  });
  await worker.terminate();
  expect(answer).toMatchObject({ type: 'snapshot', snapshot: { table: { nodeCount: NODES } } });
});

// A file that is large enough for two threads, read by the built program's code with one and with two.

import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBytes } from '../../src/core/batch-memory.js';
import type * as FileSource from '../../src/bytes/file-source.js';
import { type Analysis, computeTableOf } from '../../src/engine/analyze.js';
import { findQueried } from '../../src/engine/choose-objects.js';
import type { WorkerMessage } from '../../src/engine/diff-worker.js';
import type * as FoundElsewhere from '../../src/engine/found-elsewhere.js';
import type * as LoadAnalysis from '../../src/engine/load-analysis.js';
import { loadAnalysis } from '../../src/engine/load-analysis.js';
import { type HoldersQuestion, mergeHoldersOf } from '../../src/engine/merge-holders.js';
import { objectsOf } from '../../src/engine/objects-of.js';
import { type PathSearch, WHOLE_HEAP, searchPaths } from '../../src/engine/path-search.js';
import { type PageParts, buildPageParts } from '../../src/engine/page-parts.js';
import type * as PageThread from '../../src/engine/page-thread.js';
import type * as SecondThreads from '../../src/engine/second-thread.js';
import { NOTHING_ELSE, type Wanted, needsIndex } from '../../src/engine/wanted.js';
import type { DescribedNode } from '../../src/format/heap-description.js';
import type * as ReadSnapshot from '../../src/format/read-snapshot.js';
import { writeSnapshot } from '../../src/format/write-snapshot.js';
import { buildObjectsWriter } from '../../src/render/objects-writer.js';
import type { ObjectColumn } from '../../src/report/model.js';
import { projectFolder, runHeapdiff, runShell } from './run-heapdiff.js';

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

const path = join(folder, 'large.heapsnapshot');
beforeAll(() => {
  const file = openSync(path, 'w');
  for (const chunk of writeSnapshot({ nodes: { [Symbol.iterator]: nodes } }, 'node20'))
    writeSync(file, chunk);
  closeSync(file);
}, 120_000);

async function importBuilt<Module>(file: string): Promise<Module> {
  return (await import(pathToFileURL(join(projectFolder, 'dist/src', file)).href)) as Module;
}

test('two threads know of a heap what one does', { timeout: 120_000 }, async () => {
  const { loadAnalysis } = await importBuilt<typeof LoadAnalysis>('engine/load-analysis.js');
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
});

describe('a table of so many rows is written by another thread', () => {
  test.each(['csv', 'json', 'text'] as const)('%s: as by this one', { timeout: 120_000 }, async (format) => {
    const columns: readonly ObjectColumn[] = ['id', 'className', 'retainedSize', 'distance'];
    const { head, cells } = objectsOf(await loadAnalysis(path), { columns });
    const writer = buildObjectsWriter(format, head, { colour: false, width: 100 });
    const file = join(folder, `rows.${format}`);
    const { code, stderr } = runHeapdiff([
      ...['objects', path, '--limit', 'all', '--columns', columns.join(), '--format', format, '-o', file],
    ]);
    expect([code, stderr]).toEqual([0, '']);
    const rows = Array.from(cells, (batch) => [...writer.rows(batch)]).flat();
    expect(Buffer.compare(readFileSync(file), Buffer.concat([writer.begin(), ...rows, writer.end()]))).toBe(
      0,
    );
  });

  test('whose reader may leave', { timeout: 120_000 }, () => {
    const { code, stdout, stderr } = runShell(
      `heapdiff objects '${path}' --limit all --format ndjson | head -n 2; exit "\${PIPESTATUS[0]}"`,
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')).toHaveLength(3);
  });
});

const SEARCHES: readonly (readonly [string, PathSearch])[] = [
  ['from the roots', WHOLE_HEAP],
  ['from a class', { ...WHOLE_HEAP, from: 'Class7' }],
  ['from an object', { ...WHOLE_HEAP, from: 2 * 41 + 1 }],
  ['without some classes and edges', { ...WHOLE_HEAP, ignore: ['Class3', 'to1'] }],
  ['over all edges', { ...WHOLE_HEAP, allEdges: true }],
];

/** The file as one thread knows it, and what a second thread answers of it. */
async function askSecondThread(
  wanted: Partial<Wanted>,
  use: (one: Analysis, answers: SecondThreads.ThreadAnswers) => Promise<void>,
  hasIndex = needsIndex({ ...NOTHING_ELSE, ...wanted }),
): Promise<void> {
  const [{ buildSecondThread }, { readSnapshot }, { openFileSource }, { loadAnalysis }] = await Promise.all([
    importBuilt<typeof SecondThreads>('engine/second-thread.js'),
    importBuilt<typeof ReadSnapshot>('format/read-snapshot.js'),
    importBuilt<typeof FileSource>('bytes/file-source.js'),
    importBuilt<typeof LoadAnalysis>('engine/load-analysis.js'),
  ]);
  const one = await loadAnalysis(path, {}, undefined, 1);
  const source = await openFileSource(path);
  const thread = buildSecondThread(path, source.size!, hasIndex);
  const options = { readEdgesElsewhere: thread.readEdges, memory: sharedBytes };
  const data = await readSnapshot(source, options, () => openFileSource(path));
  await use(one, thread.analyze(data, { ...NOTHING_ELSE, ...wanted }));
  await thread.stop();
  await source.close();
}

test.each(SEARCHES)('the second thread finds the paths %s', { timeout: 120_000 }, async (_, search) => {
  await askSecondThread({ search }, async (one, answers) => {
    const wanted = searchPaths(one, search);
    answers.tellRetaining(one.retaining, one.ephemerons);
    const found = await answers.retainingTree;
    expect(wanted.reached).toBeGreaterThan(1);
    expect(found?.reached).toBe(wanted.reached);
    for (const key of ['edgeOf', 'parentOf'] as const)
      expect(Buffer.compare(bytesOf(found?.[key]), bytesOf(wanted[key])), key).toBe(0);
    expect(answers.takePaths()).toBe(false);
  });
});

const QUESTIONS: readonly (readonly [string, HoldersQuestion])[] = [
  ['a class', { query: { className: 'Class7' }, ignore: [], bounds: { depth: 4, breadth: 8, isRaw: false } }],
  ['an object', { query: { id: 2 * 41 + 1 }, ignore: [], bounds: { depth: 4, breadth: 8, isRaw: true } }],
  [
    'a class without another',
    { query: { className: 'Class7' }, ignore: ['Class3'], bounds: { depth: 2, breadth: 99, isRaw: false } },
  ],
];

test.each(QUESTIONS)(
  'the second thread finds the paths, and then who holds %s',
  { timeout: 120_000 },
  async (_, question) => {
    await askSecondThread({ search: WHOLE_HEAP, question }, async (one, answers) => {
      answers.tellRetaining(one.retaining, one.ephemerons);
      const wanted = mergeHoldersOf(one, findQueried(one, question.query), question);
      expect(wanted.tree.retainers.length).toBeGreaterThan(0);
      expect(await answers.holders).toEqual(wanted);
      expect((await answers.retainingTree)?.reached).toBe(searchPaths(one, WHOLE_HEAP).reached);
    });
  },
);

test.each([
  ['the paths come first, while the first thread is busy', false, ['paths', 'holders']],
  ['the tree comes first, if the first thread will soon be there', true, ['holders', 'paths']],
])('%s', { timeout: 120_000 }, async (_, isNear, order) => {
  const [, question] = QUESTIONS[0];
  await askSecondThread({ search: WHOLE_HEAP, question }, async (one, answers) => {
    if (isNear) answers.tellNear();
    answers.tellRetaining(one.retaining, one.ephemerons);
    const came: string[] = [];
    const [holders, tree] = await Promise.all([
      answers.holders.finally(() => came.push('holders')),
      answers.retainingTree.finally(() => came.push('paths')),
    ]);
    expect(came).toEqual(order);
    expect(holders).toEqual(mergeHoldersOf(one, findQueried(one, question.query), question));
    expect(tree?.reached).toBe(searchPaths(one, WHOLE_HEAP).reached);
  });
});

test('paths that the first thread takes are not searched by the second', { timeout: 120_000 }, async () => {
  await askSecondThread({ search: WHOLE_HEAP }, async (one, answers) => {
    expect([answers.takePaths(), answers.takePaths()]).toEqual([true, false]);
    answers.tellRetaining(one.retaining, one.ephemerons);
    expect(await answers.retainingTree).toBe(null);
  });
});

test('one and two threads say the same of who holds a class', { timeout: 120_000 }, () => {
  const { stdout, code } = runHeapdiff(['retainers', path, '--class', 'Class7', '--format', 'json']);
  expect(code).toBe(0);
  // A pipe is read by one thread.
  const piped = runShell(`heapdiff retainers - --class Class7 --format json < '${path}'`);
  const told = (text: string): unknown => {
    const { tree, paths, target } = JSON.parse(text) as Record<string, unknown>;
    return { tree, paths, target };
  };
  expect(told(stdout)).toEqual(told(piped.stdout));
});

test('what a page needs is the same from another thread', { timeout: 120_000 }, async () => {
  const [{ findPageParts }, { loadAnalysisInto }] = await Promise.all([
    importBuilt<typeof PageThread>('engine/page-thread.js'),
    importBuilt<typeof LoadAnalysis>('engine/load-analysis.js'),
  ]);
  const analysis = await loadAnalysisInto(path, { memory: sharedBytes }, undefined, 1);
  expect(analysis.graph.edgeTarget).toHaveProperty('buffer', expect.any(SharedArrayBuffer));
  // It is the other thread's: this one takes its columns from the pool.
  const pool = { ...analysis.pool, take: () => expect.unreachable() };
  const found = await findPageParts({ ...analysis, pool });
  expectSameParts(analysis, found);
});

test.each([
  ['an index that was made before', true],
  ['an index that is made when it is needed', false],
])(
  'what a page needs comes with the tree and the paths, with %s',
  { timeout: 120_000 },
  async (_, hasIndex) => {
    const [, question] = QUESTIONS[0];
    const all = { hasPage: true, question, search: WHOLE_HEAP };
    const compare = async (one: Analysis, answers: SecondThreads.ThreadAnswers): Promise<void> => {
      answers.tellRetaining(one.retaining, one.ephemerons);
      expectSameParts(one, await answers.pageParts);
      expect(await answers.holders).toEqual(mergeHoldersOf(one, findQueried(one, question.query), question));
      expect((await answers.retainingTree)?.reached).toBe(searchPaths(one, WHOLE_HEAP).reached);
      expect(bytesOf(await answers.distance)).toEqual(bytesOf(one.distance));
      expect(answers.takeDistances()).toBe(false);
    };
    await askSecondThread(all, compare, hasIndex);
  },
);

function expectSameParts({ graph, shallowSize, pool }: Analysis, found: PageParts | null): void {
  const wanted = buildPageParts(graph, shallowSize, pool);
  expect(found?.statistics).toEqual(wanted.statistics);
  // Columns of a pool may be longer.
  for (const [key, length] of [
    ['firstIn', graph.nodeCount],
    ['nextIn', graph.edgeCount],
  ] as const) {
    const [ours, theirs] = [found, wanted].map((parts) => bytesOf(parts?.retainers[key].subarray(0, length)));
    expect(Buffer.compare(ours, theirs), key).toBe(0);
  }
}

test('a name that is not in the heap is said by the first thread', { timeout: 120_000 }, async () => {
  const [{ loadAnalysisWith }, { takeFoundPaths }] = await Promise.all([
    importBuilt<typeof LoadAnalysis>('engine/load-analysis.js'),
    importBuilt<typeof FoundElsewhere>('engine/found-elsewhere.js'),
  ]);
  const search = { ...WHOLE_HEAP, from: 'NoSuchClass' };
  const use = (analysis: Analysis, answers: SecondThreads.ThreadAnswers | null): unknown =>
    takeFoundPaths(analysis, search, answers);
  const asked = loadAnalysisWith(path, { search }, {}, use, 2);
  await expect(asked).rejects.toMatchObject({ code: 'ERR_UNKNOWN_CLASS' });
  const { code, stderr } = runHeapdiff(['retainers', path, '--class', 'NoSuchClass']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('[ERR_UNKNOWN_CLASS]')]);
});

function bytesOf(column: unknown): Buffer {
  const { buffer, byteOffset, byteLength } = column as Uint32Array;
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

test('the earlier snapshot of a diff may be read by two threads as well', { timeout: 120_000 }, async () => {
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

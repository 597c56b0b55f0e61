// SPDX-License-Identifier: MIT
// The snapshots of a diff: the last one as a whole analysis, the earlier ones as tables. Small files are read
// one after the other; large ones on two threads, since a thread costs 50 ms and saves half of the time.

import { stat } from 'node:fs/promises';
import { availableParallelism, freemem } from 'node:os';
import { Worker } from 'node:worker_threads';

import { HeapdiffError } from '../core/errors.js';
import { type Progress, type TaskOptions, checkAborted } from '../core/task.js';
import type { Analysis } from './analyze.js';
import type { DiffTask, ShapesMessage, WorkerMessage } from './diff-worker.js';
import { type LoadOptions, loadAnalysisInto } from './load-analysis.js';
import {
  type EarlierSnapshot,
  type LoadedSnapshots,
  buildLastParts,
  nameEarlier,
} from './earlier-snapshot.js';
import { loadEarlier } from './load-earlier.js';

/** Together smaller than this, one thread is as fast. */
const SMALL_BYTES = 24e6;
/** Peak memory of one analysis by the size of its file, with room to spare. */
const MEMORY_FACTOR = 2;

/**
 * Reads two or more snapshots. If several are bad, the first in order is reported.
 * @param options `memory`: where the last one is to lie
 * @throws HeapdiffError as `loadSnapshot`
 */
export async function loadSnapshots(
  paths: readonly string[],
  options: LoadOptions,
): Promise<LoadedSnapshots> {
  const loaded = await ((await isWorthAThread(paths))
    ? loadOnTwoThreads(paths, options)
    : loadInOrder(paths, options));
  const { sources } = options;
  if (sources === undefined) return loaded;
  return { ...loaded, earlier: loaded.earlier.map((snapshot) => nameEarlier(snapshot, sources)) };
}

async function isWorthAThread(paths: readonly string[]): Promise<boolean> {
  if (paths.includes('-')) return false;
  const sizes = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const largest = Math.max(...sizes.slice(0, -1)) + (sizes.at(-1) ?? 0);
  return total >= SMALL_BYTES && largest * MEMORY_FACTOR < freemem();
}

async function loadInOrder(paths: readonly string[], options: LoadOptions): Promise<LoadedSnapshots> {
  const plain: TaskOptions = { ...options, sources: undefined };
  const lastPath = paths[paths.length - 1];
  let last: Analysis;
  try {
    last = await loadAnalysisInto(lastPath, options);
  } catch (error) {
    // The last one comes first because its shapes are needed; an earlier bad file is still reported first.
    for (const path of paths.slice(0, -1)) await loadEarlier(path, () => [], plain);
    throw error;
  }
  const earlier: EarlierSnapshot[] = [];
  for (const path of paths.slice(0, -1)) earlier.push(await loadEarlier(path, () => last.shapes, plain));
  return { earlier, last };
}

async function loadOnTwoThreads(paths: readonly string[], options: LoadOptions): Promise<LoadedSnapshots> {
  const report = addUp(options.onProgress);
  const threads = availableParallelism() >> 1;
  const worker = new Worker(new URL('./diff-worker.js', import.meta.url), {
    workerData: { paths: paths.slice(0, -1), threads } satisfies DiffTask,
    // Nearly all of its memory is columns; what V8 would set aside for short-lived objects stays unused.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  const stop = (): void => void worker.terminate();
  options.signal?.addEventListener('abort', stop, { once: true });
  try {
    const earlier = collect(worker, paths.length - 1, report);
    const last = loadAnalysisInto(
      paths[paths.length - 1],
      { ...options, onProgress: (progress) => report('last', progress) },
      (own) => {
        const shapes = own();
        worker.postMessage(shapes satisfies ShapesMessage);
        return shapes;
      },
      threads,
    )
      // The other thread is at the same, and this one would only wait for it.
      .then((analysis) => ({ analysis, parts: buildLastParts(analysis) }))
      .catch((error: unknown) => {
        worker.postMessage(null satisfies ShapesMessage);
        throw error;
      });
    const [tables, end] = await Promise.allSettled([earlier, last]);
    checkAborted(options.signal);
    if (tables.status === 'rejected' && !isAborted(tables.reason)) throw tables.reason;
    if (end.status === 'rejected') throw end.reason;
    if (tables.status === 'rejected') throw tables.reason;
    return { earlier: tables.value, last: end.value.analysis, lastParts: end.value.parts };
  } finally {
    options.signal?.removeEventListener('abort', stop);
    // Its memory goes while the comparison begins.
    void worker.terminate();
  }
}

function isAborted(error: unknown): boolean {
  return error instanceof HeapdiffError && error.code === 'ERR_ABORTED';
}

function collect(
  worker: Worker,
  count: number,
  report: (path: string, progress: Progress) => void,
): Promise<readonly EarlierSnapshot[]> {
  return new Promise((resolve, reject) => {
    const snapshots: EarlierSnapshot[] = [];
    worker.on('message', (message: WorkerMessage) => {
      if (message.type === 'progress') report(message.path, message);
      else if (message.type === 'error') reject(revive(message.fields));
      else if (snapshots.push(message.snapshot) === count) resolve(snapshots);
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new HeapdiffError('ERR_ABORTED', 'stopped on request')));
  });
}

function revive(fields: Extract<WorkerMessage, { type: 'error' }>['fields']): Error {
  if (typeof fields === 'string') return new Error(fields);
  return new HeapdiffError(fields.code, fields.message, fields.place);
}

/** Progress of several files at once as progress of their sum. */
function addUp(onProgress: TaskOptions['onProgress']): (path: string, progress: Progress) => void {
  const parts = new Map<string, Progress>();
  return (path, progress) => {
    if (!onProgress) return;
    if (progress.stage === 'read') parts.set(path, progress);
    const all = [...parts.values()];
    const total = all.reduce<number | null>(
      (sum, part) => (sum === null || part.total === null ? null : sum + part.total),
      0,
    );
    onProgress({ stage: progress.stage, done: all.reduce((sum, part) => sum + part.done, 0), total });
  };
}

// SPDX-License-Identifier: MIT
// A path -> everything that is known of the heap in it.

import { availableParallelism } from 'node:os';

import { openSnapshotSource } from '../bytes/file-source.js';
import { sharedBytes } from '../core/batch-memory.js';
import type { TaskOptions } from '../core/task.js';
import type { SnapshotData } from '../format/snapshot-data.js';
import { type ReadOptions, readSnapshot } from '../format/read-snapshot.js';
import { buildHeapGraph } from '../heap/heap-graph.js';
import {
  type Analysis,
  type AnalysisInProgress,
  type ShapeSource,
  analyzeButDistances,
  analyzeGraph,
} from './analyze.js';
import { takeFoundDistances } from './found-elsewhere.js';
import { type SecondThread, type ThreadAnswers, buildSecondThread } from './second-thread.js';
import { NOTHING_ELSE, type Wanted, needsIndex } from './wanted.js';

/**
 * Reads and checks one snapshot. `-` is standard input. A large file is read by two threads, if it may be.
 * @throws HeapdiffError with the file, section and byte of what is wrong; `ERR_ABORTED`
 */
export async function loadSnapshot(
  path: string,
  options: TaskOptions = {},
  threads: number = availableParallelism(),
): Promise<SnapshotData> {
  return loadWith(path, NOTHING_ELSE, options, threads, ({ data }) => data);
}

/** Reads one snapshot and runs all analyses. Errors as in `loadSnapshot`. */
export async function loadAnalysis(
  path: string,
  options: TaskOptions = {},
  shapeSource?: ShapeSource,
  threads: number = availableParallelism(),
): Promise<Analysis> {
  return loadAnalysisInto(path, options, shapeSource, threads);
}

/** `memory`: where the snapshot is to lie, if one thread reads it. */
export interface LoadOptions extends TaskOptions, Pick<ReadOptions, 'memory'> {
  /** Told how many nodes there are when the snapshot is read, before all analyses. */
  readonly onRead?: ((nodeCount: number) => void) | undefined;
}

/** The same with a choice of memory. */
export async function loadAnalysisInto(
  path: string,
  options: LoadOptions,
  shapeSource?: ShapeSource,
  threads: number = availableParallelism(),
): Promise<Analysis> {
  return loadWith(path, NOTHING_ELSE, options, threads, ({ data, thread }) => {
    const answers = thread?.analyze(data, NOTHING_ELSE);
    options.onRead?.(data.nodes.count);
    return analyzeGraph(buildHeapGraph(data), options, shapeSource, answers);
  });
}

/**
 * Reads one snapshot, runs all analyses, and hands them on while the second thread may still be at what else is wanted.
 * Errors as in `loadSnapshot`.
 * @param use `answers`: for the functions of found-elsewhere.ts
 */
export async function loadAnalysisWith<T>(
  path: string,
  wanted: Partial<Wanted>,
  options: TaskOptions & { readonly shapeSource?: ShapeSource },
  use: (analysis: Analysis, answers: ThreadAnswers | null) => T | Promise<T>,
  threads: number = availableParallelism(),
): Promise<T> {
  return loadInProgress(
    path,
    wanted,
    options,
    async (analysis, answers) => use(await takeFoundDistances(analysis, answers), answers),
    threads,
  );
}

/** The same without distances, which the second thread may be at as well: for who needs something else first. */
export async function loadInProgress<T>(
  path: string,
  wanted: Partial<Wanted>,
  options: TaskOptions & { readonly shapeSource?: ShapeSource },
  use: (analysis: AnalysisInProgress, answers: ThreadAnswers | null) => T | Promise<T>,
  threads: number = availableParallelism(),
): Promise<T> {
  const all = { ...NOTHING_ELSE, ...wanted };
  return loadWith(path, all, options, threads, async ({ data, thread }) => {
    const answers = thread?.analyze(data, all) ?? null;
    const graph = buildHeapGraph(data);
    return use(await analyzeButDistances(graph, options, options.shapeSource, answers), answers);
  });
}

/** Reads a snapshot and hands it on while the second thread, if there is one, still runs. */
async function loadWith<T>(
  path: string,
  wanted: Wanted,
  options: LoadOptions,
  threads: number,
  use: (loaded: { readonly data: SnapshotData; readonly thread: SecondThread | null }) => T | Promise<T>,
): Promise<T> {
  const source = await openSnapshotSource(path);
  const thread =
    threads > 1 && source.seek && source.size
      ? buildSecondThread(path, source.size, needsIndex(wanted))
      : null;
  try {
    const data = await readSnapshot(
      source,
      thread === null ? options : { ...options, readEdgesElsewhere: thread.readEdges, memory: sharedBytes },
      path === '-' ? undefined : () => openSnapshotSource(path),
    );
    return await use({ data, thread });
  } finally {
    await thread?.stop();
    await source.close();
  }
}

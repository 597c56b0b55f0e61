// SPDX-License-Identifier: MIT
// A path -> everything that is known of the heap in it.

import { availableParallelism } from 'node:os';

import { openSnapshotSource } from '../bytes/file-source.js';
import type { TaskOptions } from '../core/task.js';
import type { RetainingTree } from '../analysis/retaining-paths.js';
import type { SnapshotData } from '../format/snapshot-data.js';
import { type ReadOptions, readSnapshot } from '../format/read-snapshot.js';
import { buildHeapGraph } from '../heap/heap-graph.js';
import { type Analysis, type ShapeSource, analyzeGraph } from './analyze.js';
import { type PathSearch, searchPaths } from './path-search.js';
import { type SecondThread, buildSecondThread, sharedBytes } from './second-thread.js';

/**
 * Reads and checks one snapshot. `-` is standard input. A large file is read by two threads, if it may be.
 * @throws HeapdiffError with the file, section and byte of what is wrong; `ERR_ABORTED`
 */
export async function loadSnapshot(
  path: string,
  options: TaskOptions = {},
  threads: number = availableParallelism(),
): Promise<SnapshotData> {
  return loadWith(path, options, threads, ({ data }) => data);
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
export type LoadOptions = TaskOptions & Pick<ReadOptions, 'memory'>;

/** The same with a choice of memory. */
export async function loadAnalysisInto(
  path: string,
  options: LoadOptions,
  shapeSource?: ShapeSource,
  threads: number = availableParallelism(),
): Promise<Analysis> {
  return loadWith(path, options, threads, ({ data, thread }) =>
    analyzeGraph(buildHeapGraph(data), options, shapeSource, thread?.analyze(data, null)),
  );
}

/** Finds the paths that were asked for. @throws HeapdiffError as `searchPaths` */
export type FindPaths = () => Promise<RetainingTree>;

/**
 * Reads one snapshot, runs all analyses, and hands them on while the second thread may still search for paths.
 * Errors as in `loadSnapshot`.
 */
export async function loadAnalysisWithPaths<T>(
  path: string,
  search: PathSearch,
  options: TaskOptions & { readonly shapeSource?: ShapeSource },
  use: (analysis: Analysis, findPaths: FindPaths) => T | Promise<T>,
  threads: number = availableParallelism(),
): Promise<T> {
  return loadWith(path, options, threads, async ({ data, thread }) => {
    const answers = thread?.analyze(data, search) ?? null;
    const analysis = await analyzeGraph(buildHeapGraph(data), options, options.shapeSource, answers);
    return use(analysis, async () => {
      // Source maps name classes anew, and only on this thread.
      const isTold = search.ignore.length > 0 || typeof search.from === 'string';
      const isRenamed = isTold && analysis.classes.classes.some(({ generatedName }) => generatedName);
      return (isRenamed ? null : await answers?.retainingTree) ?? searchPaths(analysis, search);
    });
  });
}

/** Reads a snapshot and hands it on while the second thread, if there is one, still runs. */
async function loadWith<T>(
  path: string,
  options: LoadOptions,
  threads: number,
  use: (loaded: { readonly data: SnapshotData; readonly thread: SecondThread | null }) => T | Promise<T>,
): Promise<T> {
  const source = await openSnapshotSource(path);
  const thread = threads > 1 && source.seek && source.size ? buildSecondThread(path, source.size) : null;
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

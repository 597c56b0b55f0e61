// SPDX-License-Identifier: MIT
// A path -> everything that is known of the heap in it.

import { availableParallelism } from 'node:os';

import { openSnapshotSource } from '../bytes/file-source.js';
import { sharedBytes } from '../core/batch-memory.js';
import type { NodeOrdinal } from '../core/columns.js';
import type { TaskOptions } from '../core/task.js';
import type { MergedTree } from '../analysis/merged-retainers.js';
import type { RetainingTree } from '../analysis/retaining-paths.js';
import type { SnapshotData } from '../format/snapshot-data.js';
import { type ReadOptions, readSnapshot } from '../format/read-snapshot.js';
import { buildHeapGraph } from '../heap/heap-graph.js';
import { type Analysis, type ShapeSource, analyzeGraph } from './analyze.js';
import { type HoldersQuestion, mergeHoldersOf } from './merge-holders.js';
import { type PathSearch, searchPaths } from './path-search.js';
import { type SecondThread, type ThreadAnswers, buildSecondThread } from './second-thread.js';

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
  return loadWith(path, options, threads, ({ data, thread }) => {
    const answers = thread?.analyze(data, null, null);
    options.onRead?.(data.nodes.count);
    return analyzeGraph(buildHeapGraph(data), options, shapeSource, answers);
  });
}

/** Finds the paths that were asked for. @throws HeapdiffError as `searchPaths` */
export type FindPaths = () => Promise<RetainingTree>;

/** What the second thread may have found while the first one was at the analyses. */
export interface FoundMeanwhile {
  readonly findPaths: FindPaths;
  /** @param nodes what the question asks about */
  mergeHolders(nodes: readonly NodeOrdinal[]): Promise<MergedTree>;
}

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
    const answers = thread?.analyze(data, search, null) ?? null;
    const analysis = await analyzeGraph(buildHeapGraph(data), options, options.shapeSource, answers);
    return use(analysis, () => findPathsOf(analysis, search, answers));
  });
}

/** The same for who asks about the holders of objects as well. */
export async function loadAnalysisWithHolders<T>(
  path: string,
  search: PathSearch,
  question: HoldersQuestion,
  options: TaskOptions,
  use: (analysis: Analysis, found: FoundMeanwhile) => T | Promise<T>,
  threads: number = availableParallelism(),
): Promise<T> {
  return loadWith(path, options, threads, async ({ data, thread }) => {
    const answers = thread?.analyze(data, search, question) ?? null;
    const analysis = await analyzeGraph(buildHeapGraph(data), options, undefined, answers);
    return use(analysis, {
      findPaths: () => findPathsOf(analysis, search, answers),
      mergeHolders: async (nodes) =>
        (isRenamed(analysis) ? null : await answers?.holders) ?? mergeHoldersOf(analysis, nodes, question),
    });
  });
}

async function findPathsOf(
  analysis: Analysis,
  search: PathSearch,
  answers: ThreadAnswers | null,
): Promise<RetainingTree> {
  const isTold = search.ignore.length > 0 || typeof search.from === 'string';
  const isOwn = answers === null || answers.takePaths() || (isTold && isRenamed(analysis));
  return (isOwn ? null : await answers.retainingTree) ?? searchPaths(analysis, search);
}

/** Whether source maps have named classes anew, which only this thread knows of. */
function isRenamed({ classes }: Analysis): boolean {
  return classes.classes.some(({ generatedName }) => generatedName);
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

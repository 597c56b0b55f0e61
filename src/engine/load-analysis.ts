// SPDX-License-Identifier: MIT
// A path -> everything that is known of the heap in it.

import { openSnapshotSource } from '../bytes/file-source.js';
import type { TaskOptions } from '../core/task.js';
import type { SnapshotData } from '../format/snapshot-data.js';
import { readSnapshot } from '../format/read-snapshot.js';
import { buildHeapGraph } from '../heap/heap-graph.js';
import { type Analysis, type ShapeSource, analyzeGraph } from './analyze.js';

/**
 * Reads and checks one snapshot. `-` is standard input.
 * @throws HeapdiffError with the file, section and byte of what is wrong; `ERR_ABORTED`
 */
export async function loadSnapshot(path: string, options: TaskOptions = {}): Promise<SnapshotData> {
  const source = await openSnapshotSource(path);
  try {
    return await readSnapshot(source, options, path === '-' ? undefined : () => openSnapshotSource(path));
  } finally {
    await source.close();
  }
}

/** Reads one snapshot and runs all analyses. Errors as in `loadSnapshot`. */
export async function loadAnalysis(
  path: string,
  options: TaskOptions = {},
  shapeSource?: ShapeSource,
): Promise<Analysis> {
  const graph = buildHeapGraph(await loadSnapshot(path, options));
  return analyzeGraph(graph, options, shapeSource);
}

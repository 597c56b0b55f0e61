// SPDX-License-Identifier: MIT
// One of the earlier snapshots of a diff: read, analysed with the shapes of the last one, cut down to a table.

import type { TaskOptions } from '../core/task.js';
import type { ShapeSource } from './analyze.js';
import { type EarlierSnapshot, buildEarlierSnapshot } from './earlier-snapshot.js';
import { loadAnalysis } from './load-analysis.js';

/** Reads it. Errors as in `loadSnapshot`. */
export async function loadEarlier(
  path: string,
  shapes: ShapeSource,
  options: TaskOptions,
  threads?: number,
): Promise<EarlierSnapshot> {
  return buildEarlierSnapshot(await loadAnalysis(path, options, shapes, threads));
}

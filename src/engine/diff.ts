// SPDX-License-Identifier: MIT
// "What grew?": two or more snapshots -> diff report.

import type { DiffReport, Warning } from '../report/model.js';
import { type DiffOptions, diffLoaded } from './diff-loaded.js';
import { writeLastSnapshot } from './last-snapshot.js';
import { loadSnapshots } from './load-snapshots.js';

/**
 * Compares two or more snapshots, given in time order. At most two graphs are in memory at once.
 * @throws HeapdiffError for an unreadable or damaged file (the first one in order), `ERR_ABORTED`
 */
export async function diffSnapshots(
  paths: readonly string[],
  options: DiffOptions = {},
): Promise<DiffReport> {
  const loaded = await loadSnapshots(paths, options);
  await writeLastSnapshot(paths[paths.length - 1]);
  return diffLoaded(loaded, options, sameFileWarnings(paths));
}

/** A file that is given twice is a mistake more often than not. */
export function sameFileWarnings(paths: readonly string[]): readonly Warning[] {
  const twice = paths.find((path, index) => paths.indexOf(path) < index);
  return twice === undefined ? [] : [{ code: 'same-file', message: `${twice} is given twice` }];
}

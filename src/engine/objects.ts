// SPDX-License-Identifier: MIT
// "Which objects ...?": rows of single objects, filtered, sorted and made one batch at a time.

import { writeLastSnapshot } from './last-snapshot.js';
import { loadAnalysis } from './load-analysis.js';
import { type ObjectsFilter, type ObjectsOptions, type OpenObjects, objectsOf } from './objects-of.js';

/**
 * Opens the list of objects of a snapshot. O(nodes + edges), and O(values log values) to sort by texts.
 * @throws HeapdiffError `ERR_UNKNOWN_CLASS`, `ERR_USAGE` for an unknown kind, and what `loadAnalysis` throws
 */
export async function openObjects(
  path: string,
  filter: ObjectsFilter,
  options: ObjectsOptions = {},
): Promise<OpenObjects> {
  const analysis = await loadAnalysis(path, options);
  await writeLastSnapshot(process.cwd(), path);
  return objectsOf(analysis, filter, options);
}

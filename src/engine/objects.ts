// SPDX-License-Identifier: MIT
// "Which objects ...?": rows of single objects, filtered, sorted and made one batch at a time.

import { writeLastSnapshot } from './last-snapshot.js';
import { loadAnalysisInto } from './load-analysis.js';
import { type ObjectsFilter, type ObjectsOptions, type OpenObjects, objectsOf } from './objects-of.js';

export interface OpenObjectsOptions extends ObjectsOptions {
  /** Told how many objects there are when the snapshot is read, before they are analysed and chosen. */
  readonly onRead?: (objects: number) => void;
}

/**
 * Opens the list of objects of a snapshot. O(nodes + edges), and O(values log values) to sort by texts.
 * @throws HeapdiffError `ERR_UNKNOWN_CLASS`, `ERR_USAGE` for an unknown kind, and what `loadAnalysis` throws
 */
export async function openObjects(
  path: string,
  filter: ObjectsFilter,
  options: OpenObjectsOptions = {},
): Promise<OpenObjects> {
  const analysis = await loadAnalysisInto(path, options);
  await writeLastSnapshot(path);
  return objectsOf(analysis, filter, options);
}

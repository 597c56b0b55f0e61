// SPDX-License-Identifier: MIT
// "What is this object?": one snapshot and an id -> report on that object.

import type { ObjectReport } from '../report/model.js';
import { writeLastSnapshot } from './last-snapshot.js';
import { takeFoundPaths } from './found-elsewhere.js';
import { loadAnalysisWith } from './load-analysis.js';
import { WHOLE_HEAP } from './path-search.js';
import { type ShowOptions, describeWith } from './describe-object.js';

/**
 * Reads a snapshot and describes one object. O(nodes + edges).
 * @throws HeapdiffError `ERR_UNKNOWN_ID`, what `loadAnalysis` throws
 */
export async function showObject(path: string, id: number, options: ShowOptions = {}): Promise<ObjectReport> {
  return loadAnalysisWith(path, { search: WHOLE_HEAP }, options, async (analysis, answers) => {
    await writeLastSnapshot(path);
    return describeWith(analysis, await takeFoundPaths(analysis, WHOLE_HEAP, answers), id, options);
  });
}

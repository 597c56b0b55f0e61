// SPDX-License-Identifier: MIT
// "What is this object?": one snapshot and an id -> report on that object.

import type { ObjectReport } from '../report/model.js';
import { writeLastSnapshot } from './last-snapshot.js';
import { loadAnalysis } from './load-analysis.js';
import { type ShowOptions, describeObject } from './describe-object.js';

/**
 * Reads a snapshot and describes one object. O(nodes + edges).
 * @throws HeapdiffError `ERR_UNKNOWN_ID`, what `loadAnalysis` throws
 */
export async function showObject(path: string, id: number, options: ShowOptions = {}): Promise<ObjectReport> {
  const analysis = await loadAnalysis(path, options);
  await writeLastSnapshot(process.cwd(), path);
  return describeObject(analysis, id, options);
}

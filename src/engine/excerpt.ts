// SPDX-License-Identifier: MIT
// "What is around this?": the bounded graph of what refers to some objects (backrefs) or of what they refer to
// (refs) -> excerpt report. objgraph's show_backrefs and show_refs.

import type { ExcerptReport } from '../report/model.js';
import { type ExcerptOptions, excerptOf } from './excerpt-of.js';
import { writeLastSnapshot } from './last-snapshot.js';
import { loadAnalysis } from './load-analysis.js';

/**
 * Reads a snapshot and cuts an excerpt out. O(nodes + edges).
 * @throws HeapdiffError `ERR_UNKNOWN_ID`, `ERR_USAGE` without ids, what `loadAnalysis` throws
 */
export async function findExcerpt(
  path: string,
  direction: 'backrefs' | 'refs',
  ids: readonly number[],
  options: ExcerptOptions = {},
): Promise<ExcerptReport> {
  const analysis = await loadAnalysis(path, options);
  await writeLastSnapshot(path);
  return excerptOf(analysis, direction, ids, options);
}

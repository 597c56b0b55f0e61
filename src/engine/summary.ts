// SPDX-License-Identifier: MIT
// "What is in this heap?": one snapshot -> summary report.

import type { SummaryReport } from '../report/model.js';
import { writeLastSnapshot } from './last-snapshot.js';
import { loadAnalysis } from './load-analysis.js';
import { type SummaryOptions, summarizeAnalysis } from './summarize-analysis.js';

/**
 * Summarises a snapshot. O(nodes + edges).
 * @throws HeapdiffError for an unreadable or damaged file, `ERR_ABORTED`
 */
export async function summarizeSnapshot(path: string, options: SummaryOptions = {}): Promise<SummaryReport> {
  const analysis = await loadAnalysis(path, options);
  await writeLastSnapshot(path);
  return summarizeAnalysis(analysis, options);
}

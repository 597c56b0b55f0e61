// SPDX-License-Identifier: MIT
// A report that is complete -> the same with what went wrong while original places were looked up for it.

import type { SourceLookup } from '../core/source-place.js';
import type { ReportHead } from '../report/model.js';

/** @param sources null where nothing was looked up */
export function withSourceWarnings<R extends Pick<ReportHead, 'warnings'>>(
  report: R,
  sources: SourceLookup | null,
): R {
  if (sources === null || sources.warnings.length === 0) return report;
  return { ...report, warnings: [...report.warnings, ...sources.warnings] };
}

// SPDX-License-Identifier: MIT
// A report that is complete -> the same with what went wrong while original places were looked up for it, and what
// could not be looked up.

import type { SourceLookup } from '../core/source-place.js';
import { isRuntimeScript } from '../analysis/runtime-scripts.js';
import type { DiffReport, Location, ReportHead, Warning } from '../report/model.js';

/** @param sources null where nothing was looked up */
export function withSourceWarnings<R extends Pick<ReportHead, 'warnings'>>(
  report: R,
  sources: SourceLookup | null,
): R {
  if (sources === null || sources.warnings.length === 0) return report;
  return { ...report, warnings: [...report.warnings, ...sources.warnings] };
}

/** No person writes lines as long. */
const LONG_LINE = 1000;

/** What else to give where the first suspects that have a place have it in a minified script without a map. */
export function withMinifiedWarning(report: DiffReport, sources: SourceLookup | null): DiffReport {
  const warning = sources === null ? null : warnOfMinified(report);
  return warning === null ? report : { ...report, warnings: [...report.warnings, warning] };
}

function warnOfMinified({ suspects }: DiffReport): Warning | null {
  const places = suspects.rows
    .flatMap(({ growing, holder, path }) => [growing, holder, ...path])
    .map(({ location }) => location)
    .filter((location) => location !== null);
  const mapped = new Set(places.filter(({ source }) => source !== null).map(({ url }) => url));
  const isMinified = ({ url, column }: Location): boolean =>
    column >= LONG_LINE && !isRuntimeScript(url) && !mapped.has(url);
  const first = places.find(isMinified);
  if (first === undefined) return null;
  return {
    code: 'no-source-map',
    message: `${first.url} is minified, and no source map of it was found, so its names say little: run heapdiff in the folder of the project, or give the folder of its maps with --source-maps`,
  };
}

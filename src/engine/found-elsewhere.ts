// SPDX-License-Identifier: MIT
// What else a question needs: as the second thread found it, or, if that did not, found here and now.

import type { NodeOrdinal } from '../core/columns.js';
import type { MergedTree } from '../analysis/merged-retainers.js';
import type { RetainingTree } from '../analysis/retaining-paths.js';
import { hasSourceMaps } from '../heap/locations.js';
import { type Analysis, type AnalysisInProgress, findDistances } from './analyze.js';
import { type HoldersQuestion, mergeHoldersOf } from './merge-holders.js';
import { type PageParts, buildPageParts } from './page-parts.js';
import { type PathSearch, searchPaths } from './path-search.js';
import type { ThreadAnswers } from './second-thread.js';

/** @param search that was wanted @throws HeapdiffError as `searchPaths` */
export async function takeFoundPaths(
  analysis: AnalysisInProgress,
  search: PathSearch,
  answers: ThreadAnswers | null,
): Promise<RetainingTree> {
  const { from, ignore } = search;
  const isOwn =
    answers === null ||
    answers.takePaths() ||
    mayNameSources(analysis, ignore) ||
    (typeof from === 'string' && isRenamed(analysis));
  return (isOwn ? null : await answers.retainingTree) ?? searchPaths(analysis, search);
}

/** @param question that was wanted @param nodes what it asks about */
export async function takeFoundHolders(
  analysis: AnalysisInProgress,
  question: HoldersQuestion,
  nodes: readonly NodeOrdinal[],
  answers: ThreadAnswers | null,
): Promise<MergedTree> {
  const isOwn = isRenamed(analysis) || mayNameSources(analysis, question.ignore);
  const found = isOwn ? null : await answers?.holders;
  return found ?? mergeHoldersOf(analysis, nodes, question);
}

/** The same analysis with distances. */
export async function takeFoundDistances(
  analysis: AnalysisInProgress,
  answers: ThreadAnswers | null,
): Promise<Analysis> {
  const isOwn = analysis.distance !== null || answers === null || answers.takeDistances();
  const found = isOwn ? analysis.distance : await answers.distance;
  return { ...analysis, distance: found ?? findDistances(analysis) };
}

export async function takeFoundPageParts(
  { graph, shallowSize, pool }: Analysis,
  answers: ThreadAnswers | null,
): Promise<PageParts> {
  return (await answers?.pageParts) ?? buildPageParts(graph, shallowSize, pool);
}

/** Whether names that are left out could be those of sources, which only this thread knows of. */
function mayNameSources({ locations }: AnalysisInProgress, ignore: readonly string[]): boolean {
  return ignore.length > 0 && hasSourceMaps(locations);
}

/** Whether source maps have named classes anew, which only this thread knows of. */
function isRenamed({ classes }: AnalysisInProgress): boolean {
  return classes.classes.some(({ generatedName }) => generatedName);
}

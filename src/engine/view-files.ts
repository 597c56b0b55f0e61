// SPDX-License-Identifier: MIT
// "Show it to me": snapshots -> what the viewer's page holds.

import { sharedBytes } from '../core/batch-memory.js';
import type { ViewerData } from '../report/model.js';
import { loadChains } from './chain.js';
import type { ChainEnd, ChainOptions } from './chains-of.js';
import type { ObjectQuery } from './choose-objects.js';
import { sameFileWarnings } from './diff.js';
import { type DiffOptions, diffLoaded } from './diff-loaded.js';
import { writeLastSnapshot } from './last-snapshot.js';
import { takeFoundPageParts, takeFoundPaths } from './found-elsewhere.js';
import { loadAnalysisWith } from './load-analysis.js';
import { loadSnapshots } from './load-snapshots.js';
import { loadRetainers } from './retainers.js';
import type { RetainersOptions } from './retainers-of.js';
import { type SummaryOptions, summarizeAnalysis } from './summarize-analysis.js';
import { buildLastParts } from './earlier-snapshot.js';
import { findPageParts } from './page-thread.js';
import { type ExcerptOptions, buildExcerptTools, excerptWith } from './excerpt-of.js';
import { WHOLE_HEAP } from './path-search.js';
import { buildSummaryView } from './summary-view.js';
import { buildAnswerView, buildDiffView, buildExcerptView } from './view.js';

/**
 * Compares snapshots for a page.
 * @throws HeapdiffError as `diffSnapshots`
 */
export async function viewDiff(paths: readonly string[], options: DiffOptions = {}): Promise<ViewerData> {
  const loaded = await loadSnapshots(paths, { ...options, memory: sharedBytes });
  await writeLastSnapshot(paths[paths.length - 1]);
  const page = findPageParts(loaded.last);
  const lastParts = loaded.lastParts ?? buildLastParts(loaded.last);
  const report = diffLoaded(
    { ...loaded, lastParts },
    { ...options, tellFolded: true },
    sameFileWarnings(paths),
  );
  return buildDiffView(loaded, { ...lastParts, ...(await page) }, report, options.showStrings ?? 'never');
}

/**
 * Summarises a snapshot for a page.
 * @throws HeapdiffError as `summarizeSnapshot`
 */
export async function viewSummary(path: string, options: SummaryOptions = {}): Promise<ViewerData> {
  return loadAnalysisWith(path, { search: WHOLE_HEAP }, options, async (analysis, answers) => {
    await writeLastSnapshot(path);
    const report = summarizeAnalysis(analysis, options);
    const tree = await takeFoundPaths(analysis, WHOLE_HEAP, answers);
    return buildSummaryView(analysis, report, tree, options.showStrings ?? 'never');
  });
}

/**
 * Why an object, or the instances of a class, stay alive, for a page.
 * @throws HeapdiffError as `findRetainers`
 */
export async function viewRetainers(
  path: string,
  query: ObjectQuery,
  options: RetainersOptions = {},
): Promise<ViewerData> {
  const all = { ...options, tellFolded: true };
  return loadRetainers(path, query, all, true, async (analysis, { targetId, paths, tell }, answers) => {
    const parts = await takeFoundPageParts(analysis, answers);
    const answer = { kind: 'retainers', targetId, paths } as const;
    // While the other thread may be at the tree.
    const view = buildAnswerView(analysis, parts, answer, options.showStrings ?? 'never');
    return { ...view, report: await tell() };
  });
}

/**
 * The shortest ways between two objects for a page.
 * @throws HeapdiffError as `findChains`
 */
export async function viewChains(
  path: string,
  from: ChainEnd,
  to: ChainEnd,
  options: ChainOptions = {},
): Promise<ViewerData> {
  const all = { ...options, tellFolded: true };
  return loadChains(path, [from, to], all, true, async (analysis, report, answers) => {
    const parts = await takeFoundPageParts(analysis, answers);
    const { kind, to: target, paths } = report;
    const answer = { kind, targetId: target.id, paths };
    return { ...buildAnswerView(analysis, parts, answer, options.showStrings ?? 'never'), report };
  });
}

/**
 * What is around some objects for a page.
 * @throws HeapdiffError as `findExcerpt`
 */
export async function viewExcerpt(
  path: string,
  direction: 'backrefs' | 'refs',
  ids: readonly number[],
  options: ExcerptOptions = {},
): Promise<ViewerData> {
  // What an object refers to is no reason why it stays.
  const search = direction === 'refs' ? null : WHOLE_HEAP;
  return loadAnalysisWith(path, { search, hasPage: true }, options, async (analysis, answers) => {
    await writeLastSnapshot(path);
    const { retainers, statistics } = await takeFoundPageParts(analysis, answers);
    const tools = buildExcerptTools(retainers);
    const report = excerptWith(analysis, direction, ids, options, tools);
    const tree = search === null ? null : await takeFoundPaths(analysis, search, answers);
    return buildExcerptView(analysis, tools, statistics, report, tree, options);
  });
}

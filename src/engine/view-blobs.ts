// SPDX-License-Identifier: MIT
// "Show it to me", in a page: snapshots as Blobs -> what the viewer holds. The same analyses as in Node, on one
// thread; at most two graphs are in memory at once.

import { HeapdiffError } from '../core/errors.js';
import type { Progress, TaskOptions } from '../core/task.js';
import type { ViewerData } from '../report/model.js';
import { releaseRetainerIndex } from '../heap/retainers.js';
import type { Analysis } from './analyze.js';
import { diffLoaded } from './diff-loaded.js';
import { type EarlierSnapshot, buildEarlierSnapshot, buildLastParts } from './earlier-snapshot.js';
import { type NamedBlob, loadBlob } from './load-blob.js';
import { buildPageParts } from './page-parts.js';
import { summarizeAnalysis } from './summarize-analysis.js';
import { buildSummaryView } from './summary-view.js';
import { buildDiffView } from './view.js';

/** Which of the snapshots is worked on, and how far. */
export interface BlobProgress extends Progress {
  readonly index: number;
}

export interface ViewOptions {
  readonly onProgress?: (progress: BlobProgress) => void;
  /** String values are the reader's own here: nothing leaves the page. */
  readonly showStrings?: 'never' | 'always';
}

/** What there is to show, and the newest heap to ask further. */
export interface AnalyzedBlobs {
  readonly analysis: Analysis;
  readonly view: ViewerData;
}

/**
 * One snapshot as a summary, several as a comparison, in time order.
 * @throws HeapdiffError for an unreadable or damaged file, `ERR_USAGE` without files
 */
export async function analyzeBlobs(
  files: readonly NamedBlob[],
  options: ViewOptions = {},
): Promise<AnalyzedBlobs> {
  const show = options.showStrings ?? 'never';
  const taskOf = (index: number): TaskOptions => ({
    onProgress: (progress) => options.onProgress?.({ ...progress, index }),
  });
  const newest = files.at(-1);
  if (newest === undefined) throw new HeapdiffError('ERR_USAGE', 'no snapshot was given');
  // The last one comes first, because the earlier ones are read with its shapes.
  const last = await loadBlob(newest, taskOf(files.length - 1));
  if (files.length === 1) {
    const report = summarizeAnalysis(last, { showStrings: show });
    // Ways would cost another search of the whole heap, and the page can ask for them.
    return { analysis: last, view: buildSummaryView(last, report, null, show) };
  }
  const earlier: EarlierSnapshot[] = [];
  for (const [index, file] of files.slice(0, -1).entries()) {
    earlier.push(buildEarlierSnapshot(await loadBlob(file, taskOf(index), () => last.shapes)));
  }
  options.onProgress?.({ stage: 'compare', done: 0, total: null, index: files.length - 1 });
  const loaded = { earlier, last, lastParts: buildLastParts(last) };
  const report = diffLoaded(loaded, { suspectLimit: 20, showStrings: show, tellFolded: true });
  const { graph, shallowSize, pool } = last;
  const page = buildPageParts(graph, shallowSize, pool);
  const view = buildDiffView(loaded, { ...loaded.lastParts, ...page }, report, show);
  releaseRetainerIndex(page.retainers, pool);
  return { analysis: last, view };
}

/** The same without the heap. */
export async function viewBlobs(files: readonly NamedBlob[], options: ViewOptions = {}): Promise<ViewerData> {
  return (await analyzeBlobs(files, options)).view;
}

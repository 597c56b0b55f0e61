// SPDX-License-Identifier: MIT
// A heap that is in memory -> summary report.

import type { NodeOrdinal } from '../core/columns.js';
import type { TaskOptions } from '../core/task.js';
import { NodeKind } from '../format/kinds.js';
import { findHolderNames } from '../analysis/holder-names.js';
import { computeStatistics } from '../analysis/statistics.js';
import { buildAllocationStack, findTypicalAllocations } from '../report/build-allocation-stack.js';
import { buildFacts } from '../report/build-head.js';
import { buildObjectInfo } from '../report/build-object.js';
import { buildSummary, summaryTable } from '../report/build-summary.js';
import { type ShowStrings, maskKey } from '../report/mask-names.js';
import type { ObjectInfo, SummaryReport } from '../report/model.js';
import { type Analysis, computeTableOf } from './analyze.js';
import { withSourceWarnings } from './source-warnings.js';

/** How much of the answer to give. */
export interface SummaryOptions extends TaskOptions {
  /** Classes to show; Infinity = all. */
  readonly limit?: number;
  readonly showStrings?: ShowStrings;
}

const BIGGEST = 10;

/** Summarises a heap. O(nodes + edges). */
export function summarizeAnalysis(analysis: Analysis, options: SummaryOptions = {}): SummaryReport {
  const { graph, shallowSize, retainedSize, classes, locations } = analysis;
  const show = options.showStrings ?? 'never';
  const total = retainedSize[graph.root];
  const typicalNode = findTypicalAllocations(graph.data, classes);
  const report = buildSummary(
    {
      facts: buildFacts(graph.data, total),
      table: summaryTable(classes, computeTableOf(analysis), locations.urls),
      statistics: computeStatistics(graph, shallowSize),
      biggest: findBiggest(analysis, show),
      stackOfClass: (classNumber) => {
        const node = typicalNode(classNumber);
        return node === null ? null : buildAllocationStack(graph.data, node);
      },
    },
    options.limit ?? Infinity,
    show,
  );
  return withSourceWarnings(report, locations.sources);
}

/** The single objects that keep the most, synthetic nodes left out. */
function findBiggest(analysis: Analysis, show: ShowStrings): readonly ObjectInfo[] {
  const { graph, retainedSize } = analysis;
  const best: NodeOrdinal[] = [];
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    if (best.length === BIGGEST && retainedSize[node] <= retainedSize[best[BIGGEST - 1]]) continue;
    if (graph.nodeKind[node] === NodeKind.synthetic) continue;
    let at = best.length;
    while (at > 0 && retainedSize[best[at - 1]] < retainedSize[node]) at--;
    best.splice(at, 0, node);
    if (best.length > BIGGEST) best.pop();
  }
  const names = findHolderNames(graph, analysis.retaining, best);
  return best.map((node, place) => {
    const name = names[place];
    return { ...buildObjectInfo(analysis, node, show), name: name === null ? null : maskKey(name, show) };
  });
}

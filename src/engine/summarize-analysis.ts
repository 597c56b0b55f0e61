// SPDX-License-Identifier: MIT
// A heap that is in memory -> summary report.

import type { NodeOrdinal } from '../core/columns.js';
import type { TaskOptions } from '../core/task.js';
import { NodeKind } from '../format/kinds.js';
import { findAccumulations } from '../analysis/accumulations.js';
import { findHolderNames } from '../analysis/holder-names.js';
import { buildVariableNames } from '../analysis/variable-names.js';
import { computeStatistics } from '../analysis/statistics.js';
import { buildAllocationStack, findTypicalAllocations } from '../report/build-allocation-stack.js';
import { buildFacts } from '../report/build-head.js';
import { buildObjectInfo } from '../report/build-object.js';
import { buildSummary, summaryTable } from '../report/build-summary.js';
import { type ShowStrings, maskClassName, maskKey } from '../report/mask-names.js';
import type { Accumulation, ObjectInfo, SummaryReport } from '../report/model.js';
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
      ...findHolders(analysis, show),
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

/** The single objects that keep the most, and those that keep many of one class; with the names that others call them. */
function findHolders(
  analysis: Analysis,
  show: ShowStrings,
): { biggest: readonly ObjectInfo[]; accumulations: readonly Accumulation[] } {
  const { graph, classes } = analysis;
  const biggest = findBiggest(analysis);
  const accumulations = findAccumulations(analysis);
  const nodes = [...new Set([...biggest, ...accumulations.map(({ holder }) => holder)])];
  const variables = buildVariableNames(graph, analysis.locations);
  const names = findHolderNames(graph, analysis.retaining, nodes, variables);
  const describe = (node: NodeOrdinal): ObjectInfo => {
    const name = names[nodes.indexOf(node)];
    return { ...buildObjectInfo(analysis, node, show), name: name === null ? null : maskKey(name, show) };
  };
  return {
    biggest: biggest.map(describe),
    accumulations: accumulations.map(({ holder, classNumber, count, retainedSize }) => ({
      holder: describe(holder),
      className: maskClassName(classes.classes[classNumber].name, show),
      count,
      retainedSize,
    })),
  };
}

/** Largest first, synthetic nodes left out. */
function findBiggest({ graph, retainedSize }: Analysis): readonly NodeOrdinal[] {
  const best: NodeOrdinal[] = [];
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    if (best.length === BIGGEST && retainedSize[node] <= retainedSize[best[BIGGEST - 1]]) continue;
    if (graph.nodeKind[node] === NodeKind.synthetic) continue;
    let at = best.length;
    while (at > 0 && retainedSize[best[at - 1]] < retainedSize[node]) at--;
    best.splice(at, 0, node);
    if (best.length > BIGGEST) best.pop();
  }
  return best;
}

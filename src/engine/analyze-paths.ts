// SPDX-License-Identifier: MIT
// Analysed heap -> retaining path of every object, and the paths merged. Only what compares snapshots needs it.

import { hasMissingEdges } from '../format/producer.js';
import { findUnheld } from '../heap/unheld-nodes.js';
import { buildDetourRules } from '../analysis/detours.js';
import { buildModuleLabels } from '../analysis/module-labels.js';
import { type PathTree, computePathTree } from '../analysis/path-tree.js';
import { type RetainingTree, computeRetainingTree } from '../analysis/retaining-paths.js';
import type { Analysis } from './analyze.js';

/** Both trees of one heap. */
export interface AnalysedPaths {
  readonly retainingTree: RetainingTree;
  readonly paths: PathTree;
}

/** O(nodes + edges). */
export function analyzePaths(analysis: Analysis): AnalysedPaths {
  const { graph, retaining, locations, classes, shapes, shallowSize, pool } = analysis;
  const rules = buildDetourRules(graph);
  const unheld = hasMissingEdges(graph.data) ? findUnheld(graph, retaining) : [];
  const retainingTree = computeRetainingTree(graph, retaining, rules, pool, { unheld });
  return {
    retainingTree,
    paths: computePathTree({
      ...{ graph, classes, shapes, shallowSize, retainingTree, rules, pool },
      modules: buildModuleLabels(graph, locations, classes),
    }),
  };
}

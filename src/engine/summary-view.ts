// SPDX-License-Identifier: MIT
// One analysed heap and its summary -> what the viewer's page holds: the summary, the map, and of the largest classes
// how large their instances are and in which ways they are held.

import { type BitSet, addBit, buildBitSet, hasBit } from '../core/bit-set.js';
import { NO_NODE, type NodeOrdinal } from '../core/columns.js';
import { buildDetourRules } from '../analysis/detours.js';
import { computePathTree } from '../analysis/path-tree.js';
import type { RetainingTree } from '../analysis/retaining-paths.js';
import { buildClassRows } from '../diff/class-growth.js';
import { type WantedClass, buildClassDetails } from '../report/build-class-details.js';
import { type ShowStrings, maskClassKey } from '../report/mask-names.js';
import type { SummaryReport, ViewerData } from '../report/model.js';
import type { Analysis } from './analyze.js';
import { buildPathFinder } from './path-finder.js';
import { buildHeapView, limitClasses } from './view.js';

/** In all: here their ways are found for the page alone. */
const INSTANCES_FOLLOWED = 100_000;

/** @param tree the best paths from the roots; null = the page shows sizes only */
export function buildSummaryView(
  analysis: Analysis,
  report: SummaryReport,
  tree: RetainingTree | null,
  show: ShowStrings,
): ViewerData {
  const wanted = findWanted(analysis, report, show);
  const classDetails =
    tree === null
      ? buildClassDetails(analysis, wanted, null, () => [])
      : buildClassDetails(
          analysis,
          wanted,
          findPathsOf(analysis, wanted, tree),
          buildPathFinder(analysis, show, tree),
        );
  return { ...buildHeapView(analysis, new Map(), report.statistics, show), report, classDetails };
}

/** The classes whose instances are largest, and those that keep most. */
function findWanted(
  { classes, locations }: Analysis,
  report: SummaryReport,
  show: ShowStrings,
): WantedClass[] {
  const { keyEnds, identities } = buildClassRows([{ classes: classes.classes, urls: locations.urls }], true);
  const numbers = new Map(
    identities.map(({ name }, at) => [maskClassKey(name, keyEnds[at], show), at] as const),
  );
  const { rows } = report.classes;
  const byShallow = rows.toSorted((a, b) => b.shallowSize - a.shallowSize);
  const counts = new Map(rows.map(({ key, count }) => [key, count]));
  const order = rows.flatMap(({ key }, at) => [byShallow[at].key, key]);
  return limitClasses(order, (key) => counts.get(key) ?? 0, INSTANCES_FOLLOWED).flatMap((key) => {
    const classNumber = numbers.get(key);
    return classNumber === undefined ? [] : [{ key, classNumber }];
  });
}

/** Which of the ways from the roots each instance is at the end of. */
function findPathsOf(
  analysis: Analysis,
  wanted: readonly WantedClass[],
  retainingTree: RetainingTree,
): ArrayLike<number> {
  const { graph, classes, shallowSize } = analysis;
  const isWanted = new Uint8Array(classes.classes.length);
  for (const { classNumber } of wanted) isWanted[classNumber] = 1;
  const only: BitSet = buildBitSet(graph.nodeCount);
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    if (isWanted[classes.classOf[node]] === 0 || shallowSize[node] === 0) continue;
    for (let at = node; at !== NO_NODE && !hasBit(only, at); at = retainingTree.parentOf[at] as NodeOrdinal)
      addBit(only, at);
  }
  return computePathTree({ ...analysis, retainingTree, rules: buildDetourRules(graph), only }).pathOf;
}

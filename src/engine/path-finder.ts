// SPDX-License-Identifier: MIT
// Retaining paths of one analysed heap, for as many objects as a report shows: one search, made when the first
// path is asked for.

import type { NodeOrdinal } from '../core/columns.js';
import { buildPathNamer } from '../analysis/named-paths.js';
import { type RetainingTree, findRetainingPath } from '../analysis/retaining-paths.js';
import { buildPath } from '../report/build-path.js';
import type { ShowStrings } from '../report/mask-names.js';
import type { PathStep } from '../report/model.js';
import type { Analysis } from './analyze.js';
import { WHOLE_HEAP, searchPaths } from './path-search.js';

/** Finds the path of a node in people's names; empty if nothing reaches it. */
export type PathFinder = (node: NodeOrdinal) => readonly PathStep[];

/** @param tree a search that has been made already */
export function buildPathFinder(
  analysis: Analysis,
  show: ShowStrings,
  tree?: RetainingTree,
  tellFolded = false,
): PathFinder {
  let found = tree;
  const namer = buildPathNamer(analysis);
  return (node) => {
    found ??= searchPaths(analysis, WHOLE_HEAP);
    return buildPath(analysis, namer.namePath(findRetainingPath(found, node)), show, tellFolded);
  };
}

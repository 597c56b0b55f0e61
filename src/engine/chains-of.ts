// SPDX-License-Identifier: MIT
// "How does this refer to that?": the shortest chains of edges from one object (or any of a class, a module, the
// global object) to another, in a heap in memory. objgraph's find_ref_chain and find_backref_chain.

import { addBit, buildBitSet, hasBit } from '../core/bit-set.js';
import type { NodeOrdinal } from '../core/columns.js';
import { HeapdiffError } from '../core/errors.js';
import { type TaskOptions, startStage } from '../core/task.js';
import { buildDetourRules } from '../analysis/detours.js';
import { buildPathNamer } from '../analysis/named-paths.js';
import { findOtherPaths } from '../analysis/other-paths.js';
import { type RetainingTree, findRetainingPath } from '../analysis/retaining-paths.js';
import { buildRetainerIndex, releaseRetainerIndex } from '../heap/retainers.js';
import { buildFacts, buildHead } from '../report/build-head.js';
import { buildObjectInfo } from '../report/build-object.js';
import { buildPath } from '../report/build-path.js';
import { nameObject } from '../report/build-retainers.js';
import type { ShowStrings } from '../report/mask-names.js';
import type { ChainReport } from '../report/model.js';
import type { Analysis } from './analyze.js';
import { type PathSearch, edgesOf, findPlaceNodes, searchPaths } from './path-search.js';
import { withSourceWarnings } from './source-warnings.js';
import { warnOfUnknownNames } from './unknown-names.js';

/** An id, a class, `module` or `global`. */
export type ChainEnd = number | string;

/** How much of the answer to give, and what to leave out of it. */
export interface ChainOptions extends TaskOptions {
  /** Chains; 3 if not given. */
  readonly limit?: number;
  readonly showStrings?: ShowStrings;
  /** Paths name the steps that they leave out; false if not given. */
  readonly tellFolded?: boolean;
  /** Classes and edge names that no chain may use. */
  readonly ignore?: readonly string[];
  /** Weak edges count as well. */
  readonly allEdges?: boolean;
}

const CHAINS = 3;

/**
 * Finds chains. Where an end stands for several objects, the nearest two are taken. O(nodes + edges).
 * @throws HeapdiffError `ERR_UNKNOWN_ID`, `ERR_UNKNOWN_CLASS`
 */
export function chainsOf(
  analysis: Analysis,
  from: ChainEnd,
  to: ChainEnd,
  options: ChainOptions = {},
): ChainReport {
  startStage(options, 'paths');
  return tellChains(analysis, [from, to], searchPaths(analysis, chainSearch(from, options)), options);
}

/** The paths that an answer needs. */
export function chainSearch(from: ChainEnd, { ignore, allEdges }: ChainOptions): PathSearch {
  return { from, ignore: ignore ?? [], allEdges: allEdges === true };
}

/** The report of what was found. Errors as in `chainsOf`. @param tree the paths that `chainSearch` asks for */
export function tellChains(
  analysis: Analysis,
  [from, to]: readonly [ChainEnd, ChainEnd],
  tree: RetainingTree,
  options: ChainOptions,
): ChainReport {
  const { graph, pool, retainedSize } = analysis;
  const show = options.showStrings ?? 'never';
  const sources = findPlaceNodes(analysis, from);
  const targets = findPlaceNodes(analysis, to);
  if (sources.length === 0) throw noSuchPlace(analysis, from);
  if (targets.length === 0) throw noSuchPlace(analysis, to);
  const retaining = edgesOf(analysis, chainSearch(from, options));
  const rules = buildDetourRules(graph);
  const target = findNearest(graph.nodeCount, targets, tree.order.subarray(0, tree.reached));
  const namer = buildPathNamer(analysis);
  const index = buildRetainerIndex(graph, pool);
  const inputs = { graph, retaining, index, tree, rules, namer, pool };
  const found = target === null ? [] : findOtherPaths(inputs, target, options.limit ?? CHAINS);
  releaseRetainerIndex(index, pool);
  const paths = found.map((steps) => buildPath(analysis, steps, show, options.tellFolded));
  const start = target === null ? undefined : findRetainingPath(tree, target)[0]?.node;
  const report: ChainReport = {
    kind: 'chain',
    ...buildHead(
      [buildFacts(graph.data, retainedSize[graph.root])],
      warnOfUnknownNames(analysis, options.ignore ?? []),
    ),
    from: buildObjectInfo(analysis, start ?? sources[0], show),
    to: nameObject(buildObjectInfo(analysis, target ?? targets[0], show), paths),
    paths,
  };
  return withSourceWarnings(report, analysis.locations.sources);
}

/** Of a class it is said earlier. */
function noSuchPlace({ graph }: Analysis, place: ChainEnd): HeapdiffError {
  const what = place === 'module' ? 'no module' : 'no global object';
  return new HeapdiffError('ERR_UNKNOWN_CLASS', `has ${what}`, { file: graph.data.name });
}

/** The first of the targets that the search came to. */
function findNearest(
  nodeCount: number,
  targets: readonly NodeOrdinal[],
  order: Uint32Array,
): NodeOrdinal | null {
  const isTarget = buildBitSet(nodeCount);
  for (const target of targets) addBit(isTarget, target);
  for (const node of order) if (hasBit(isTarget, node)) return node as NodeOrdinal;
  return null;
}

// SPDX-License-Identifier: MIT
// "Why is this still in memory?": a heap in memory and an object or class -> retainers report.

import { type BitSet, addBit, buildBitSet, hasBit } from '../core/bit-set.js';
import { NO_NODE, type NodeOrdinal } from '../core/columns.js';
import { type TaskOptions, startStage } from '../core/task.js';
import { type DetourRules, buildDetourRules } from '../analysis/detours.js';
import { findDominators } from '../analysis/dominator-chain.js';
import type { MergedTree } from '../analysis/merged-retainers.js';
import { type NamedStep, type PathNamer, buildPathNamer } from '../analysis/named-paths.js';
import { findOtherPaths } from '../analysis/other-paths.js';
import { NO_PATH, computePathTree } from '../analysis/path-tree.js';
import { type RetainingTree, findRetainingPath } from '../analysis/retaining-paths.js';
import { type RetainerIndex, buildRetainerIndex, releaseRetainerIndex } from '../heap/retainers.js';
import { buildFacts, buildHead } from '../report/build-head.js';
import { buildPath } from '../report/build-path.js';
import { buildRetainersReport } from '../report/build-retainers.js';
import type { ShowStrings } from '../report/mask-names.js';
import type { PathStep, RetainersReport, Warning } from '../report/model.js';
import type { Analysis, AnalysisInProgress } from './analyze.js';
import { type ObjectQuery, findNodeById, findQueried } from './choose-objects.js';
import { type HoldersQuestion, mergeHoldersOf } from './merge-holders.js';
import { type PathSearch, edgesOf, searchPaths } from './path-search.js';
import { withSourceWarnings } from './source-warnings.js';
import { warnOfUnknownNames } from './unknown-names.js';

/** How much of the answer to give, and what to leave out of it. */
export interface RetainersOptions extends TaskOptions {
  /** Paths; 5 if not given. */
  readonly limit?: number;
  readonly showStrings?: ShowStrings;
  /** Paths name the steps that they leave out; false if not given. */
  readonly tellFolded?: boolean;
  /** Classes and edge names that no path may use. */
  readonly ignore?: readonly string[];
  /** Where paths begin instead of the GC roots: `module`, `global`, or a class. */
  readonly until?: string | undefined;
  /** Levels of the retainer tree; 4 if not given, 100 at most. */
  readonly depth?: number;
  /** Retainers shown at each node of the tree; 8 if not given, 10,000 at most. */
  readonly breadth?: number;
  /**
   * In the tree: weak edges as well, nothing merged or passed over. Of one object, the first level lists up to 20,000
   * retainers, of which 100 are followed; `breadth` may raise both, to 50,000 and 10,000.
   */
  readonly allEdges?: boolean;
}

const PATHS = 5;
const DEPTH = 4;
const BREADTH = 8;

/**
 * Says why an object, or the instances of a class, stay alive. O(nodes + edges).
 * @throws HeapdiffError `ERR_UNKNOWN_ID`, `ERR_UNKNOWN_CLASS`
 */
export function retainersOf(
  analysis: Analysis,
  query: ObjectQuery,
  options: RetainersOptions = {},
): RetainersReport {
  const nodes = findQueried(analysis, query);
  startStage(options, 'retainers');
  const merged = mergeHoldersOf(analysis, nodes, holdersOf(query, options));
  startStage(options, 'paths');
  const paths = searchPaths(analysis, searchOf(options));
  const ways = nameWays(analysis, query, nodes, paths, options);
  return tellRetainers(analysis, tellWays(analysis, ways, options), merged, options);
}

/** The paths that an answer needs. */
export function searchOf({ until, ignore }: RetainersOptions): PathSearch {
  return { from: until ?? null, ignore: ignore ?? [], allEdges: false };
}

/** The tree that an answer needs. */
export function holdersOf(
  query: ObjectQuery,
  { ignore = [], depth = DEPTH, breadth = BREADTH, allEdges = false }: RetainersOptions,
): HoldersQuestion {
  return { query, ignore, bounds: { depth, breadth, isRaw: allEdges } };
}

/** What was asked about, and the paths to it. */
export interface FoundWays {
  readonly query: ObjectQuery;
  readonly nodes: readonly NodeOrdinal[];
  readonly namer: PathNamer;
  readonly ways: readonly Way[];
}

/** Merges and names the paths to what was asked about. O(nodes + edges). */
export function nameWays(
  analysis: AnalysisInProgress,
  query: ObjectQuery,
  nodes: readonly NodeOrdinal[],
  tree: RetainingTree,
  options: RetainersOptions,
): FoundWays {
  const { limit = PATHS } = options;
  const rules = buildDetourRules(analysis.graph);
  const namer = buildPathNamer(analysis);
  const ways =
    'id' in query
      ? findPathsTo(
          { ...analysis, retaining: edgesOf(analysis, searchOf(options)) },
          tree,
          rules,
          namer,
          targetOf({ nodes }),
          limit,
        )
      : findWays(analysis, tree, rules, namer, nodes, limit);
  return { query, nodes, namer, ways };
}

/** The best paths to one object, with the steps that they leave out. O(nodes + edges). @throws HeapdiffError `ERR_UNKNOWN_ID` */
export function findPathsOfObject(
  analysis: Analysis,
  id: number,
  tree: RetainingTree,
  index: RetainerIndex,
  limit: number,
  show: ShowStrings,
): readonly (readonly PathStep[])[] {
  const target = findNodeById(analysis, id);
  const rules = buildDetourRules(analysis.graph);
  const ways = findPathsTo(analysis, tree, rules, buildPathNamer(analysis), target, limit, index);
  return ways.map(({ steps }) => buildPath(analysis, steps, show, true));
}

/** The same with paths as they are told. */
export interface ToldWays extends Omit<FoundWays, 'ways'> {
  readonly paths: readonly { readonly steps: readonly PathStep[]; readonly count: number }[];
}

/** O(what it tells). */
export function tellWays(
  analysis: Analysis,
  { ways, ...found }: FoundWays,
  { showStrings = 'never', tellFolded = false }: RetainersOptions,
): ToldWays {
  const paths = ways.map(({ steps, count }) => ({
    steps: buildPath(analysis, steps, showStrings, tellFolded),
    count,
  }));
  return { ...found, paths };
}

/** Which one of those that were asked about the report is about: the newest. */
export function targetOf({ nodes }: Pick<FoundWays, 'nodes'>): NodeOrdinal {
  return nodes[nodes.length - 1];
}

/** The report of what was found. O(what it tells). */
export function tellRetainers(
  analysis: Analysis,
  { query, nodes, namer, paths }: ToldWays,
  merged: MergedTree,
  options: RetainersOptions,
): RetainersReport {
  const { graph, retainedSize } = analysis;
  const target = targetOf({ nodes });
  const warnings = [
    ...warnOfUnknownNames(analysis, options.ignore ?? []),
    ...(paths.length === 0 ? explainNoPath(options) : []),
    ...(merged.isCut ? [TREE_CUT] : []),
  ];
  const head = buildHead([buildFacts(graph.data, retainedSize[graph.root])], warnings);
  const dominators = findDominators(analysis.tree, target);
  const instances = 'id' in query ? null : { className: query.className, nodes };
  const findings = { target, instances, paths, tree: merged.tree, dominators };
  const show = options.showStrings ?? 'never';
  const report = buildRetainersReport(head, analysis, namer.scripts, findings, show);
  return withSourceWarnings(report, analysis.locations.sources);
}

/** The best path to one object, and others that differ in their last named holder. */
function findPathsTo(
  { graph, retaining, pool }: AnalysisInProgress,
  tree: RetainingTree,
  rules: DetourRules,
  namer: PathNamer,
  target: NodeOrdinal,
  limit: number,
  known: RetainerIndex | null = null,
): readonly Way[] {
  const index = known ?? buildRetainerIndex(graph, pool);
  const inputs = { graph, retaining, index, tree, rules, namer, pool };
  const paths = findOtherPaths(inputs, target, limit).map((steps) => ({ steps, count: 1 }));
  if (known === null) releaseRetainerIndex(index, pool);
  return paths;
}

/** One path and how many objects are held like this. */
export interface Way {
  readonly steps: readonly NamedStep[];
  readonly count: number;
}

const TREE_CUT: Warning = {
  code: 'tree-cut',
  message:
    'so many references lead here that not all were followed; counts above the first level of the tree of retainers may be too low',
};

/** Where the question itself left paths out. */
function explainNoPath({ until, ignore = [] }: RetainersOptions): readonly Warning[] {
  const named = ignore.map((name) => JSON.stringify(name)).join(', ');
  const without = ignore.length === 0 ? '' : ` without ${named}`;
  if (until === undefined && without === '') return [];
  const from = until === undefined ? 'a GC root' : JSON.stringify(until);
  return [{ code: 'no-path', message: `no path from ${from}${without} leads to it` }];
}

/** The nodes and all that is above them on their paths. */
function markPaths(nodeCount: number, { parentOf }: RetainingTree, nodes: readonly NodeOrdinal[]): BitSet {
  const marked = buildBitSet(nodeCount);
  for (let node of nodes)
    while (node !== NO_NODE && !hasBit(marked, node)) {
      addBit(marked, node);
      node = parentOf[node] as NodeOrdinal;
    }
  return marked;
}

/** One path for each way in which instances are held: those whose best paths look alike, the most frequent first. */
function findWays(
  analysis: AnalysisInProgress,
  retainingTree: RetainingTree,
  rules: DetourRules,
  namer: PathNamer,
  nodes: readonly NodeOrdinal[],
  limit: number,
): readonly Way[] {
  const only = markPaths(analysis.graph.nodeCount, retainingTree, nodes);
  const { pathOf } = computePathTree({ ...analysis, retainingTree, rules, only });
  const ways = new Map<number, { count: number; newest: NodeOrdinal }>();
  for (const node of nodes) {
    const path = pathOf[node];
    if (path === NO_PATH) continue;
    const way = ways.get(path);
    if (way === undefined) ways.set(path, { count: 1, newest: node });
    else {
      way.count++;
      way.newest = node;
    }
  }
  return [...ways.values()]
    .sort((a, b) => b.count - a.count || a.newest - b.newest)
    .slice(0, limit)
    .map(({ count, newest }) => ({ steps: namer.namePath(findRetainingPath(retainingTree, newest)), count }));
}

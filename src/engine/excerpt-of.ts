// SPDX-License-Identifier: MIT
// A heap that is in memory and some ids -> excerpt report.

import type { NodeOrdinal } from '../core/columns.js';
import { HeapdiffError } from '../core/errors.js';
import { isCalled } from '../core/shorten-text.js';
import { type TaskOptions, startStage } from '../core/task.js';
import { buildEngineEdges } from '../analysis/engine-edges.js';
import { buildFreedIfCut } from '../analysis/freed-if-cut.js';
import { buildScriptNames } from '../analysis/script-names.js';
import { buildExcerpt } from '../excerpt/build-excerpt.js';
import { isNodeNamed } from '../heap/names.js';
import { type RetainerIndex, buildRetainerIndex, releaseRetainerIndex } from '../heap/retainers.js';
import { findUserRoots } from '../heap/user-roots.js';
import { type ToldBefore, buildExcerptEdges, buildExcerptNodes } from '../report/build-excerpt-report.js';
import { buildFacts, buildHead } from '../report/build-head.js';
import { buildObjectInfo } from '../report/build-object.js';
import type { ShowStrings } from '../report/mask-names.js';
import type { ExcerptReport } from '../report/model.js';
import type { Analysis } from './analyze.js';
import { findNodesById, markClasses } from './choose-objects.js';
import { withSourceWarnings } from './source-warnings.js';
import { unknownClass, warnOfUnknownClasses } from './unknown-names.js';

/** How much to draw, and what to leave out. */
export interface ExcerptOptions extends TaskOptions {
  /** Edges away from the objects; 3 if not given. */
  readonly depth?: number;
  /** Neighbours of one node; 10 if not given. */
  readonly breadth?: number;
  /** Nodes in all; 500 if not given, and 10,000 at most. */
  readonly size?: number;
  /** Edges in all; 50,000 if not given, and at most. */
  readonly references?: number;
  /** Only these classes, besides the objects themselves. */
  readonly filter?: readonly string[];
  /** Not these classes. */
  readonly ignore?: readonly string[];
  /** Classes that a drawing of it will mark; the report warns of those that there are not. */
  readonly highlight?: readonly string[];
  /** Weak edges and V8's own as well. */
  readonly allEdges?: boolean;
  /** V8's own edges as well: to shapes and code, and out of the stores of properties and elements. */
  readonly internals?: boolean;
  /** Goes on beyond modules, realms and the global object. */
  readonly beyondModules?: boolean;
  readonly showStrings?: ShowStrings;
}

const DEPTH = 3;
const BREADTH = 10;
const SIZE = 500;
/** Half a heap is no excerpt: to print it would take many times as long as to read the heap. */
const MOST_NODES = 10_000;
const MOST_EDGES = 50_000;

/** What several excerpts of one heap can share, if they draw the same kinds of edges and show the same strings. */
export interface ExcerptTools {
  readonly index: RetainerIndex;
  readonly told: ToldBefore;
}

export function buildExcerptTools(index: RetainerIndex): ExcerptTools {
  return { index, told: { nodes: new Map(), edges: new Map() } };
}

/** Nodes and edges of an excerpt. */
export type ExcerptParts = Pick<ExcerptReport, 'nodes' | 'edges'>;

/**
 * Cuts an excerpt out. O(nodes + edges).
 * @throws HeapdiffError `ERR_UNKNOWN_ID`, `ERR_UNKNOWN_CLASS` for `filter`, `ERR_USAGE` without ids
 */
export function excerptOf(
  analysis: Analysis,
  direction: 'backrefs' | 'refs',
  ids: readonly number[],
  options: ExcerptOptions = {},
): ExcerptReport {
  return excerptWith(analysis, direction, ids, options, null);
}

/** The same, with what is there already. */
export function excerptWith(
  analysis: Analysis,
  direction: 'backrefs' | 'refs',
  ids: readonly number[],
  options: ExcerptOptions,
  known: ExcerptTools | null,
): ExcerptReport {
  const { nodes, edges } = cutExcerpt(analysis, direction, ids, options, known);
  const { graph, retainedSize, locations } = analysis;
  const [start] = findNodesById(analysis, ids);
  const warnings = [
    ...warnOfUnknownClasses(analysis, options.ignore ?? [], 'ignored'),
    ...warnOfUnknownClasses(analysis, options.highlight ?? [], 'marked'),
  ];
  const report: ExcerptReport = {
    kind: 'excerpt',
    ...buildHead([buildFacts(graph.data, retainedSize[graph.root])], warnings),
    direction,
    target: buildObjectInfo(analysis, start, options.showStrings ?? 'never'),
    nodes,
    edges,
    more: nodes.reduce((sum, { more }) => sum + more, 0),
  };
  return withSourceWarnings(report, locations.sources);
}

/** The same without what a report says besides. Errors as in `excerptOf`. @param known what is there already */
export function cutExcerpt(
  analysis: Analysis,
  direction: 'backrefs' | 'refs',
  ids: readonly number[],
  options: ExcerptOptions = {},
  known: ExcerptTools | null = null,
): ExcerptParts {
  if (ids.length === 0) throw new HeapdiffError('ERR_USAGE', 'an excerpt needs at least one id');
  const { graph, classes, retaining, pool, locations } = analysis;
  startStage(options, 'excerpt');
  const show = options.showStrings ?? 'never';
  const starts = findNodesById(analysis, ids);
  const scripts = buildScriptNames(graph, locations);
  const ends = new Set<NodeOrdinal>(findUserRoots(graph));
  const { filter = [], ignore = [] } = options;
  for (const name of filter)
    if (!classes.classes.some((one) => isCalled(one.name, name))) throw unknownClass(analysis, name);
  const isKept = filter.length === 0 ? null : markClasses(classes, filter);
  const isIgnored = markClasses(classes, ignore);
  const { classOf } = classes;
  const tools = known ?? buildExcerptTools(buildRetainerIndex(graph, pool));
  const { index, told } = tools;
  const engine = options.allEdges === true ? null : buildEngineEdges(graph, index);
  const excerpt = buildExcerpt(
    graph,
    direction === 'backrefs' ? index : null,
    starts,
    {
      retaining: options.allEdges === true ? null : retaining,
      engine: options.internals === true ? null : engine,
      isWanted:
        isKept === null && ignore.length === 0
          ? null
          : (node) => (isKept === null || isKept[classOf[node]] === 1) && isIgnored[classOf[node]] === 0,
      isEnd: (node) =>
        options.beyondModules !== true &&
        (ends.has(node) ||
          scripts.moduleFile(node) !== null ||
          isNodeNamed(graph, node, 'system / NativeContext')),
    },
    {
      direction,
      depth: options.depth ?? DEPTH,
      breadth: options.breadth ?? BREADTH,
      size: Math.min(options.size ?? SIZE, MOST_NODES),
      edges: Math.min(options.references ?? MOST_EDGES, MOST_EDGES),
    },
  );
  const freed = buildFreedIfCut({ ...analysis, index });
  const nodes = buildExcerptNodes(analysis, scripts, index, excerpt, told, engine, show);
  const edges = buildExcerptEdges(analysis, index, excerpt, told, freed, show);
  freed.close();
  if (known === null) releaseRetainerIndex(index, pool);
  return { nodes, edges };
}

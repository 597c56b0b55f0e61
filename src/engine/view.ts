// SPDX-License-Identifier: MIT
// An analysed heap and its report -> what the viewer's page holds: the report and what only a picture needs.

import type { NodeOrdinal } from '../core/columns.js';
import { NodeKind } from '../format/kinds.js';
import { nodeName } from '../heap/names.js';
import type { RetainerIndex } from '../heap/retainers.js';
import type { RetainingTree } from '../analysis/retaining-paths.js';
import type { Statistics } from '../analysis/statistics.js';
import { computeRetainedGrowth } from '../diff/retained-growth.js';
import { buildClassRows } from '../diff/class-growth.js';
import { buildClassDetails } from '../report/build-class-details.js';
import { type NodeFacts, buildDominatedTree } from '../report/build-dominated-tree.js';
import { type ShowStrings, maskClassKey, maskKey } from '../report/mask-names.js';
import type {
  ChainReport,
  ClassDetail,
  DiffReport,
  ExcerptNode,
  ExcerptReport,
  Location,
  ObjectSizes,
  PathStep,
  RetainersReport,
  SuspectExcerpt,
  ViewerData,
} from '../report/model.js';
import type { Analysis } from './analyze.js';
import { findNodesById } from './choose-objects.js';
import type { LastParts, LoadedSnapshots } from './earlier-snapshot.js';
import type { PageParts } from './page-parts.js';
import { type ExcerptOptions, type ExcerptTools, buildExcerptTools, cutExcerpt } from './excerpt-of.js';
import { buildPathFinder } from './path-finder.js';
import { findPathsOfObject } from './retainers-of.js';

/** Around each suspect; a page draws some hundred boxes at most. */
const bounds = { depth: 8, breadth: 6, size: 300 } as const;
const SUSPECTS_DRAWN = 20;
/** Why an object stays, beside what refers to it. */
const PATHS = 3;

/** Instances of opened classes that are looked at, in all. */
const INSTANCES_LOOKED_AT = 400_000;
const CLASSES_OPENED = 30;
/** Classes of whose new objects the sizes are told. */
const CLASSES_SAMPLED = 300;

/** A diff for the page. Cost: the diff, and some more passes over the nodes and edges of the last snapshot. */
export function buildDiffView(
  loaded: LoadedSnapshots,
  parts: LastParts & PageParts,
  report: DiffReport,
  show: ShowStrings,
): ViewerData {
  const { last } = loaded;
  const growthOf = (nodes: readonly NodeOrdinal[]): ReadonlyMap<NodeOrdinal, number> =>
    computeGrowth(loaded, parts, report, nodes);
  return {
    ...buildHeapView(last, namesOf(report), parts.statistics, show, growthOf),
    report,
    excerpts: findExcerpts(last, parts.retainers, report, show),
    paths: [],
    classDetails: openClasses(last, parts, report, show),
    samples: sizeSamples(last, report),
  };
}

/** Of the classes that grew most, because their rows hold ids only. */
function sizeSamples(last: Analysis, { classes }: DiffReport): readonly ObjectSizes[] {
  const { shallowSize, retainedSize } = last;
  const ids = classes.rows
    .filter(({ sampleIds }) => sampleIds.length > 0)
    .toSorted((a, b) => b.delta.shallowSize - a.delta.shallowSize)
    .slice(0, CLASSES_SAMPLED)
    .flatMap(({ sampleIds }) => sampleIds);
  return findNodesById(last, ids).map((node, at) => ({
    id: ids[at],
    shallowSize: shallowSize[node],
    retainedSize: retainedSize[node],
  }));
}

/** Of what the map draws; nothing where objects cannot be followed. */
function computeGrowth(
  { earlier, last }: LoadedSnapshots,
  { table }: LastParts,
  report: DiffReport,
  nodes: readonly NodeOrdinal[],
): ReadonlyMap<NodeOrdinal, number> {
  if (report.identity.mode !== 'id') return new Map();
  const { graph, retainedSize } = last;
  const growth = computeRetainedGrowth(earlier[0], { table, retainedSize }, nodes);
  // Groups of roots may have another id in every snapshot; they are not new.
  const isKnown = (node: NodeOrdinal, bytes: number): boolean =>
    graph.nodeKind[node] !== NodeKind.synthetic || bytes !== retainedSize[node];
  return new Map([...growth].filter(([node, bytes]) => isKnown(node, bytes)));
}

/** What suspects are named for first, then what grew most, while there are not too many instances. */
function chooseClasses({ suspects, classes }: DiffReport): readonly string[] {
  const rows = new Map(classes.rows.map((row) => [row.key, row]));
  const ofSuspects = suspects.rows.flatMap(({ growing, also }) => [
    growing.key,
    ...also.map(({ key }) => key),
  ]);
  const grew = classes.rows
    .filter(({ delta }) => delta.shallowSize > 0)
    .toSorted((a, b) => b.delta.shallowSize - a.delta.shallowSize);
  const order = [...ofSuspects, ...grew.map((row) => row.key)];
  return limitClasses(order, (key) => rows.get(key)?.counts.at(-1) ?? 0);
}

/** The first of some classes, as many as a page may look into. */
export function limitClasses(
  order: readonly string[],
  countOf: (key: string) => number,
  most: number = INSTANCES_LOOKED_AT,
): readonly string[] {
  const keys = new Set<string>();
  let left = most;
  for (const key of order) {
    const count = countOf(key);
    if (keys.size >= CLASSES_OPENED) break;
    if (keys.has(key) || count === 0 || count > left) continue;
    keys.add(key);
    left -= count;
  }
  return [...keys];
}

function openClasses(
  last: Analysis,
  { table, paths, retainingTree }: LastParts,
  report: DiffReport,
  show: ShowStrings,
): readonly ClassDetail[] {
  // The rows of one snapshot alone: its classes, with the keys that they have in the report.
  const { keyEnds, identities } = buildClassRows([table], report.identity.mode === 'id');
  const numbers = new Map(
    identities.map(({ name }, at) => [maskClassKey(name, keyEnds[at], show), at] as const),
  );
  const wanted = chooseClasses(report).flatMap((key) => {
    const classNumber = numbers.get(key);
    return classNumber === undefined ? [] : [{ key, classNumber }];
  });
  return buildClassDetails(last, wanted, paths.pathOf, buildPathFinder(last, show, retainingTree));
}

/** What an answer is about: why an object stays, or a chain that leads to it. */
export interface AnswerInHeap {
  readonly kind: (RetainersReport | ChainReport)['kind'];
  readonly targetId: number;
  readonly paths: readonly (readonly PathStep[])[];
}

/** What an answer's page holds besides the report: the part of the heap around it, where cuts have sizes. */
export function buildAnswerView(
  analysis: Analysis,
  { retainers, statistics }: PageParts,
  { kind, targetId, paths }: AnswerInHeap,
  show: ShowStrings,
): Omit<ViewerData, 'report'> {
  const names = new Map<number, string>();
  for (const { id, name } of paths.flat()) if (name !== null) names.set(id, name);
  const ids = new Set([targetId, ...paths.flatMap((path) => path.slice(1).map(({ id }) => id))]);
  const options = { ...bounds, size: bounds.size + ids.size, internals: true, showStrings: show };
  const { nodes, edges } = cutExcerpt(analysis, 'backrefs', [...ids], options, buildExcerptTools(retainers));
  const named = nodes.map((node) => nameNode(node, names, new Map()));
  return {
    ...buildHeapView(analysis, names, statistics, show),
    excerpts: [{ fingerprint: kind, targetId, nodes: named, edges }],
  };
}

/**
 * What is around an object, for the page: more than was asked for, so that the drawing can go on, and of what
 * refers to it why it stays.
 * @param tree the best paths from the roots; null = it is not asked why the object stays
 */
export function buildExcerptView(
  analysis: Analysis,
  tools: ExcerptTools,
  statistics: Statistics,
  report: ExcerptReport,
  tree: RetainingTree | null,
  options: ExcerptOptions,
): ViewerData {
  const show = options.showStrings ?? 'never';
  const { direction, target } = report;
  const paths = tree === null ? [] : findPathsOfObject(analysis, target.id, tree, tools.index, PATHS, show);
  const names = new Map<number, string>();
  for (const { id, name } of paths.flat()) if (name !== null) names.set(id, name);
  const ids = [...new Set([target.id, ...paths.flatMap((path) => path.slice(1).map(({ id }) => id))])];
  const { nodes, edges } = cutExcerpt(
    analysis,
    direction,
    ids,
    {
      ...options,
      depth: Math.max(bounds.depth, options.depth ?? 0),
      breadth: Math.max(bounds.breadth, options.breadth ?? 0),
      size: Math.max(bounds.size + ids.length, report.nodes.length * 2),
    },
    tools,
  );
  return {
    ...buildHeapView(analysis, names, statistics, show),
    report,
    excerpts: [
      {
        fingerprint: report.kind,
        targetId: target.id,
        nodes: nodes.map((node) => nameNode(node, names, new Map())),
        edges,
      },
    ],
    paths,
  };
}

/** What one heap adds to a page: the map and the statistics. */
export function buildHeapView(
  analysis: Analysis,
  names: ReadonlyMap<number, string>,
  statistics: Statistics,
  show: ShowStrings,
  growthOf: NodeFacts['growthOf'] = () => new Map(),
): Omit<ViewerData, 'report'> {
  const { graph } = analysis;
  const nameOf = (node: NodeOrdinal): string | null =>
    graph.nodeKind[node] === NodeKind.synthetic
      ? maskKey(nodeName(graph, node), show)
      : (names.get(graph.nodeId[node]) ?? null);
  return {
    excerpts: [],
    paths: [],
    classDetails: [],
    samples: [],
    dominated: buildDominatedTree(analysis, { nameOf, growthOf }, show),
    statistics: [statistics],
  };
}

/** Steps of paths know names that a node by itself does not: of variables and properties. */
function namesOf(report: DiffReport): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  const addAll = (path: readonly PathStep[] | null): void => {
    for (const { id, name } of path ?? []) if (name !== null && !names.has(id)) names.set(id, name);
  };
  for (const { path, otherPaths, holder } of report.suspects.rows) {
    if (holder.name !== null) names.set(holder.id, holder.name);
    addAll(path);
    for (const other of otherPaths) addAll(other);
  }
  for (const { path } of report.classes.rows) addAll(path);
  return names;
}

/** One excerpt of the heap for all suspects, then the part above each one's sample. */
function findExcerpts(
  last: Analysis,
  retainers: RetainerIndex,
  report: DiffReport,
  show: ShowStrings,
): readonly SuspectExcerpt[] {
  const suspects = report.suspects.rows.slice(0, SUSPECTS_DRAWN).filter(({ path }) => path.length > 0);
  if (suspects.length === 0) return [];
  const ids = new Set(
    suspects.flatMap(({ path, otherPaths, holder }) => [
      ...[path, ...otherPaths].flatMap((steps) => steps.slice(1).map(({ id }) => id)),
      holder.id,
    ]),
  );
  const options = { ...bounds, size: bounds.size + ids.size, internals: true, showStrings: show };
  const all = cutExcerpt(last, 'backrefs', [...ids], options, buildExcerptTools(retainers));
  const names = namesOf(report);
  const places = new Map(
    suspects.flatMap(({ holder }) =>
      holder.location === null ? [] : [[holder.id, holder.location] as const],
    ),
  );
  const nodes = new Map(all.nodes.map((node) => [node.id, nameNode(node, names, places)]));
  const into = new Map<number, number[]>();
  all.edges.forEach(({ to }, index) => {
    const edges = into.get(to);
    if (edges === undefined) into.set(to, [index]);
    else edges.push(index);
  });
  return suspects.map(({ fingerprint, path }) => {
    const targetId = path[path.length - 1].id;
    const above = new Set([targetId]);
    const queue = [targetId];
    for (let head = 0; head < queue.length; head++) {
      for (const index of into.get(queue[head]) ?? []) {
        const { from } = all.edges[index];
        if (above.has(from)) continue;
        above.add(from);
        queue.push(from);
      }
    }
    return {
      fingerprint,
      targetId,
      nodes: queue.flatMap((id) => nodes.get(id) ?? []),
      edges: all.edges.filter(({ from, to }) => above.has(from) && above.has(to)),
    };
  });
}

function nameNode(
  node: ExcerptNode,
  names: ReadonlyMap<number, string>,
  places: ReadonlyMap<number, Location>,
): ExcerptNode {
  const name = node.name ?? names.get(node.id) ?? null;
  return { ...node, name, location: node.location ?? places.get(node.id) ?? null };
}

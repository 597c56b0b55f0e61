// SPDX-License-Identifier: MIT
// An analysed heap and its report -> what the viewer's page holds: the report and what only a picture needs.

import type { NodeOrdinal } from '../core/columns.js';
import { computeStatistics } from '../analysis/statistics.js';
import { buildDominatedTree } from '../report/build-dominated-tree.js';
import type { ShowStrings } from '../report/mask-names.js';
import type {
  ChainReport,
  DiffReport,
  ExcerptNode,
  Location,
  PathStep,
  RetainersReport,
  SuspectExcerpt,
  ViewerData,
} from '../report/model.js';
import type { Analysis } from './analyze.js';
import { excerptOf } from './excerpt-of.js';

/** Around each suspect; a page draws some hundred boxes at most. */
const bounds = { depth: 8, breadth: 6, size: 300 } as const;
const SUSPECTS_DRAWN = 20;

/** A diff for the page. Cost: the diff, and one more pass over the edges of the last snapshot. */
export function buildDiffView(last: Analysis, report: DiffReport, show: ShowStrings): ViewerData {
  return {
    ...buildHeapView(last, namesOf(report), show),
    report,
    excerpts: findExcerpts(last, report, show),
  };
}

/** Why one object stays, or a chain, for the page: with the part of the heap around it, where cuts have sizes. */
export function buildAnswerView(
  analysis: Analysis,
  report: RetainersReport | ChainReport,
  show: ShowStrings,
): ViewerData {
  const target = report.kind === 'chain' ? report.to.id : report.target.id;
  const names = new Map<number, string>();
  for (const { id, name } of report.paths.flat()) if (name !== null) names.set(id, name);
  const ids = new Set([target, ...report.paths.flatMap((path) => path.slice(1).map(({ id }) => id))]);
  const { nodes, edges } = excerptOf(analysis, 'backrefs', [...ids], {
    ...bounds,
    size: bounds.size + ids.size,
    internals: true,
    showStrings: show,
  });
  const named = nodes.map((node) => nameNode(node, names, new Map()));
  return {
    ...buildHeapView(analysis, names, show),
    report,
    excerpts: [{ fingerprint: report.kind, targetId: target, nodes: named, edges }],
  };
}

/** What one heap adds to a page: the map and the statistics. */
export function buildHeapView(
  analysis: Analysis,
  names: ReadonlyMap<number, string>,
  show: ShowStrings,
): Pick<ViewerData, 'dominated' | 'statistics'> {
  const { graph, shallowSize, retainedSize } = analysis;
  const nameOf = (node: NodeOrdinal): string | null => names.get(graph.nodeId[node]) ?? null;
  return {
    dominated: buildDominatedTree(analysis, nameOf, show),
    statistics: [computeStatistics(graph, shallowSize, retainedSize[graph.root])],
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
function findExcerpts(last: Analysis, report: DiffReport, show: ShowStrings): readonly SuspectExcerpt[] {
  const suspects = report.suspects.rows.slice(0, SUSPECTS_DRAWN).filter(({ path }) => path.length > 0);
  if (suspects.length === 0) return [];
  const ids = new Set(
    suspects.flatMap(({ path, otherPaths, holder }) => [
      ...[path, ...otherPaths].flatMap((steps) => steps.slice(1).map(({ id }) => id)),
      holder.id,
    ]),
  );
  const all = excerptOf(last, 'backrefs', [...ids], {
    ...bounds,
    size: bounds.size + ids.size,
    internals: true,
    showStrings: show,
  });
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

// Why the instances of a class stay -> one graph: what they share drawn once with exact cuts, what each has of its
// own drawn for one of them, with how many there are.

import type { PathStep, RetainerTreeNode, RetainersReport } from '../../src/report/model.js';
import { type GraphEdge, type GraphNode, type GraphSource, buildSource } from './graph-source.js';

/** Ids of retainers that are one object for all instances. */
function findShared(tree: RetainerTreeNode): ReadonlySet<number> {
  const shared = new Set<number>();
  const stack = [tree];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.count === 1) shared.add(node.sampleId);
    stack.push(...node.retainers);
  }
  return shared;
}

/**
 * The last step of a path that all instances on it share: where a cut frees them all. The tree says so of a few
 * levels; above them, what keeps most of what the instances keep is theirs together.
 */
export function findSharedStep(report: RetainersReport, path: readonly PathStep[]): PathStep | null {
  const shared = findShared(report.tree);
  const count = report.pathCounts[report.paths.indexOf(path)] ?? 1;
  const most = (count * report.target.retainedSize) / 2;
  const isShared = ({ id, retainedSize }: PathStep): boolean => shared.has(id) || (retainedSize ?? 0) > most;
  return path.slice(1, -1).findLast(isShared) ?? null;
}

/** `around` is what the report holds around the objects of its paths. */
export function mergeInstances(report: RetainersReport, around: GraphSource): GraphSource {
  const target = String(report.target.id);
  const nodes = new Map<string, GraphNode>(around.nodes);
  const merged = new Map<string, string>();
  const own = new Map<string, number>();
  report.paths.forEach((path, at) => {
    const last = path.at(-1);
    const shared = findSharedStep(report, path);
    const count = report.pathCounts[at] ?? 1;
    if (last === undefined || count === 1) return;
    if (String(last.id) !== target) merged.set(String(last.id), target);
    for (const step of path.slice(path.findIndex(({ id }) => id === shared?.id) + 1, -1))
      if (shared !== null) own.set(String(step.id), count);
  });
  for (const [id, count] of own) {
    const node = nodes.get(id);
    if (node !== undefined) nodes.set(id, { ...node, count, retainedSize: null });
  }
  const node = nodes.get(target);
  if (node !== undefined)
    nodes.set(target, { ...node, count: report.instances?.count ?? 1, retainedSize: null, more: 0 });
  for (const id of merged.keys()) nodes.delete(id);
  const edges = around.edges.flatMap((edge): GraphEdge[] => {
    const to = merged.get(edge.to) ?? edge.to;
    if (merged.has(edge.from)) return [];
    const id = to === edge.to ? edge.id : `${edge.from}-${to}`;
    return [{ ...edge, id, to, freed: merged.has(edge.to) ? null : edge.freed }];
  });
  const unique = new Map(edges.map((edge) => [edge.id, edge]));
  return buildSource(target, 'backrefs', nodes, [...unique.values()], true);
}

// What is set and what there is to choose from -> the suspect, the object and the reference that are chosen.

import type { Suspect } from '../../src/report/model.js';
import type { Page } from '../state/page.js';
import { findNamedStep, isGlobalObject } from '../text/plain-words.js';
import { findSharedStep } from './class-source.js';
import type { GraphEdge, GraphSource } from './graph-source.js';
import type { VisibleGraph } from './visible-graph.js';

export interface Selection {
  readonly node: string | null;
  readonly edge: string | null;
}

export function findSuspect(page: Page): Suspect | undefined {
  const { report } = page.data;
  if (report.kind !== 'diff') return undefined;
  return (
    report.suspects.rows.find((row) => row.fingerprint === page.get('suspect')) ?? report.suspects.rows[0]
  );
}

/** The object that a link names, by itself or as the lower end of a reference. */
export function findWanted(page: Page): string | null {
  return page.get('node') ?? page.get('edge')?.split('-')[1]?.split('.')[0] ?? null;
}

/** The one before or after the chosen one, if there is one. */
export function findOtherSuspect(page: Page, step: number): Suspect | undefined {
  const { report } = page.data;
  if (report.kind !== 'diff') return undefined;
  const { rows } = report.suspects;
  return rows[rows.findIndex((row) => row === findSuspect(page)) + step];
}

/** Where to cut: what holds all that grew, or all instances of the class that was asked for. */
export function findHolder(page: Page): string | null {
  const { report } = page.data;
  const suspect = findSuspect(page);
  if (suspect !== undefined) return String(suspect.holder.id);
  const [path] = report.kind === 'retainers' && report.instances !== null ? report.paths : [];
  const step = report.kind === 'retainers' && path !== undefined ? findSharedStep(report, path) : null;
  return step === null ? null : String(step.id);
}

export function findSuspectHeldBy(page: Page, id: string): Suspect | undefined {
  const suspect = findSuspect(page);
  return id === String(suspect?.holder.id) ? suspect : undefined;
}

/** How far up the drawing goes: to the holder, of one object to the first above it that has a name. */
export function findGoal(page: Page): string | null {
  const holder = findHolder(page);
  if (holder !== null || page.get('id') !== null) return holder;
  const { report, paths } = page.data;
  const [path] = report.kind === 'retainers' ? report.paths : paths;
  const step = path?.[findNamedStep(path, path.length - 2)];
  return step === undefined ? null : String(step.id);
}

function isOnPath(page: Page, id: string): boolean {
  const path = findSuspect(page)?.path;
  return path === undefined || path.some((step) => String(step.id) === id);
}

/** Of how many alike a reference is one: below a holder each object has its own. */
export function countAlike(page: Page, source: GraphSource, edge: GraphEdge): number {
  const count = source.nodes.get(edge.to)?.count ?? 1;
  const suspect = findSuspect(page);
  if (suspect === undefined || edge.from !== String(suspect.holder.id)) return count;
  return suspect.holder.sizes?.at(-1) ?? suspect.growing.counts.at(-1) ?? 1;
}

/** Ids of what leads to the target. */
function findAbove(graph: VisibleGraph, target: string): ReadonlySet<string> {
  const above = new Set([target]);
  const queue = [target];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const edge of graph.edges) {
      if (edge.to !== id || !edge.isRetaining || above.has(edge.from)) continue;
      above.add(edge.from);
      queue.push(edge.from);
    }
  }
  return above;
}

/** Where nothing is chosen: the holder, and the edge into it that frees most. */
export function findSelection(page: Page, source: GraphSource, graph: VisibleGraph): Selection {
  const edge = graph.edges.find((candidate) => candidate.id === page.get('edge'));
  const node = graph.nodes.find((candidate) => candidate.id === page.get('node'));
  if (page.get('edge') !== null || page.get('node') !== null)
    return { node: node?.id ?? edge?.to ?? null, edge: edge?.id ?? null };
  const wanted = findHolder(page);
  const holder = graph.nodes.find((candidate) => candidate.id === wanted);
  if (holder === undefined) {
    const only = graph.edges.find(
      (candidate) => candidate.to === source.target && (candidate.freed ?? 0) > 0,
    );
    return { node: source.target, edge: only?.id ?? null };
  }
  // Nobody can cut the window off, but what it holds.
  const above = isGlobalObject(holder.className) ? findAbove(graph, source.target) : null;
  const into = graph.edges.filter(
    (candidate) =>
      candidate.isRetaining &&
      (above === null ? candidate.to === holder.id : candidate.from === holder.id && above.has(candidate.to)),
  );
  // The program's own reference before V8's copy of it.
  const isInternal = (candidate: GraphEdge): number =>
    source.nodes.get(candidate.from)?.owner === 'v8' ? 1 : 0;
  const best = into.sort((a, b) => (b.freed ?? 0) - (a.freed ?? 0) || isInternal(a) - isInternal(b))[0];
  if ((best?.freed ?? 0) > 0 || isOnPath(page, holder.id))
    return { node: best?.to ?? holder.id, edge: best?.id ?? null };
  // What the runtime holds by itself is closed, not cut; what goes with it can be seen below.
  const onWay = findAbove(graph, source.target);
  const below = graph.edges
    .filter(
      ({ from, to }) => onWay.has(to) && isOnPath(page, from) && source.nodes.get(from)?.isRoot === false,
    )
    .filter(({ freed }) => (freed ?? 0) > 0)
    .sort((a, b) => (b.freed ?? 0) - (a.freed ?? 0))[0];
  return { node: below?.to ?? holder.id, edge: below?.id ?? best?.id ?? null };
}

// What is set and what there is to choose from -> the suspect, the object and the reference that are chosen.

import type { Suspect } from '../../src/report/model.js';
import type { Page } from '../state/page.js';
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

/** Where nothing is chosen: the holder, and the edge into it that frees most. */
export function findSelection(
  page: Page,
  source: GraphSource,
  graph: VisibleGraph,
  suspect: Suspect | undefined,
): Selection {
  const edge = graph.edges.find((candidate) => candidate.id === page.get('edge'));
  const node = graph.nodes.find((candidate) => candidate.id === page.get('node'));
  if (page.get('edge') !== null || page.get('node') !== null)
    return { node: node?.id ?? edge?.to ?? null, edge: edge?.id ?? null };
  const holder =
    suspect === undefined
      ? undefined
      : graph.nodes.find((candidate) => candidate.id === String(suspect.holder.id));
  if (holder === undefined) {
    const only = graph.edges.find(
      (candidate) => candidate.to === source.target && (candidate.freed ?? 0) > 0,
    );
    return { node: source.target, edge: only?.id ?? null };
  }
  const into = graph.edges.filter((candidate) => candidate.to === holder.id && candidate.isRetaining);
  // The program's own reference before V8's copy of it.
  const isInternal = (candidate: GraphEdge): number =>
    source.nodes.get(candidate.from)?.owner === 'v8' ? 1 : 0;
  const best = into.sort((a, b) => (b.freed ?? 0) - (a.freed ?? 0) || isInternal(a) - isInternal(b))[0];
  return { node: holder.id, edge: best?.id ?? null };
}

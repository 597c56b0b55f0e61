// A key and what is drawn -> the node or edge to go to.

import type { Layout } from '../../src/layout/layered-layout.js';
import type { VisibleEdge, VisibleGraph } from './visible-graph.js';

/** The arrow that keeps most comes first. */
function byWeight(a: VisibleEdge, b: VisibleEdge): number {
  return Number(b.isRetaining) - Number(a.isRetaining) || (b.freed ?? 0) - (a.freed ?? 0);
}

export function findNext(graph: VisibleGraph, layout: Layout, id: string, key: string): string | null {
  if (key === 'ArrowUp') return graph.edges.filter((edge) => edge.to === id).sort(byWeight)[0]?.from ?? null;
  if (key === 'ArrowDown')
    return graph.edges.filter((edge) => edge.from === id).sort(byWeight)[0]?.to ?? null;
  const here = layout.boxes.get(id);
  if (here === undefined) return null;
  const sign = key === 'ArrowLeft' ? -1 : 1;
  let best: string | null = null;
  let least = Infinity;
  for (const node of graph.nodes) {
    const box = layout.boxes.get(node.id);
    if (box === undefined || node.id === id) continue;
    const dx = (box.x + box.width / 2 - here.x - here.width / 2) * sign;
    const dy = Math.abs(box.y + box.height / 2 - here.y - here.height / 2);
    if (dx <= 1 || dy > 40) continue;
    if (dx < least) {
      least = dx;
      best = node.id;
    }
  }
  return best;
}

/** The edges of a node in reading order: in, then out. */
export function findNextEdge(
  graph: VisibleGraph,
  id: string,
  edge: string | null,
  step: number,
): string | null {
  const edges = [
    ...graph.edges.filter((candidate) => candidate.to === id).sort(byWeight),
    ...graph.edges.filter((candidate) => candidate.from === id).sort(byWeight),
  ];
  const at = edges.findIndex((candidate) => candidate.id === edge);
  const next = at < 0 ? (step > 0 ? 0 : edges.length - 1) : at + step;
  return edges[next]?.id ?? null;
}

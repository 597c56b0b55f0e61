// Cut edges -> what is no longer held, as far as the page's part of the heap tells.

import type { GraphEdge, GraphSource } from './graph-source.js';
import { findTwins } from './store-copies.js';
import { isNearer } from './visible-graph.js';

export interface Freed {
  /** Nodes that nothing in sight holds any more. */
  readonly nodes: ReadonlySet<string>;
  readonly bytes: number;
  /** `exact` for one cut, `least` for several, `unknown` where sizes are not in the report. */
  readonly certainty: 'exact' | 'least' | 'unknown';
}

const nothing: Freed = { nodes: new Set(), bytes: 0, certainty: 'exact' };

/** What the tops reach without the cut edges. A node with retainers outside the page counts as held. */
function findHeld(source: GraphSource, cut: ReadonlySet<string>): Set<string> {
  const held = new Set<string>();
  const stack: string[] = [];
  for (const node of source.nodes.values()) {
    const retainers = (source.into.get(node.id) ?? []).filter(
      (edge) => edge.isRetaining && edge.from !== node.id,
    );
    const isTop =
      node.isRoot ||
      retainers.length === 0 ||
      (source.direction === 'backrefs' ? node.more > 0 : node.id === source.target);
    if (isTop) {
      held.add(node.id);
      stack.push(node.id);
    }
  }
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    for (const edge of source.outOf.get(id) ?? []) {
      if (!edge.isRetaining || cut.has(edge.id) || held.has(edge.to)) continue;
      held.add(edge.to);
      stack.push(edge.to);
    }
  }
  return held;
}

export function withTwins(source: GraphSource, cuts: readonly string[]): readonly string[] {
  const wanted = new Set(cuts);
  const edges = source.edges.filter((edge) => wanted.has(edge.id));
  return [...new Set(edges.flatMap((edge) => [edge, ...findTwins(source, edge)]).map((edge) => edge.id))];
}

/** All that keeps an object, as far as the page tells; null where others are in the snapshot only. */
export function findWaysIn(source: GraphSource, id: string): readonly GraphEdge[] | null {
  const node = source.nodes.get(id);
  if (node === undefined || source.direction !== 'backrefs' || node.more > 0) return null;
  return (source.into.get(id) ?? []).filter((edge) => edge.isRetaining && edge.from !== id);
}

/** Where every way into one object is cut, it goes with all that it keeps. */
function findWhole(source: GraphSource, edges: readonly GraphEdge[]): number | null {
  const [first] = edges;
  if (first === undefined || edges.some((edge) => edge.to !== first.to)) return null;
  const ways = findWaysIn(source, first.to);
  const isAll = ways?.every((way) => edges.some((edge) => edge.id === way.id)) === true;
  return isAll && source.isExcerpt ? (source.nodes.get(first.to)?.retainedSize ?? null) : null;
}

/**
 * One cut is exact, because the report says what it frees. Of several cuts, each counts whose upper end is still
 * held; what only goes because of two of them together is counted where the page sees it.
 */
export function computeFreed(source: GraphSource, cuts: readonly string[]): Freed {
  const cut = new Set(cuts);
  const edges = source.edges.filter((edge) => cut.has(edge.id));
  if (edges.length === 0) return nothing;
  const held = findHeld(source, cut);
  const before = findHeld(source, new Set());
  const nodes = new Set([...before].filter((id) => !held.has(id)));
  const [only] = edges;
  if (edges.length === 1 && only !== undefined) {
    const freed = only.freed;
    if (freed === 0) return { nodes: new Set(), bytes: 0, certainty: 'exact' };
    return { nodes, bytes: freed ?? 0, certainty: freed === null ? 'unknown' : 'exact' };
  }
  const whole = findWhole(source, edges);
  if (whole !== null) return { nodes, bytes: whole, certainty: 'exact' };
  let bytes = 0;
  const counted = new Set<string>();
  for (const edge of edges) {
    if (counted.has(edge.to) || nodes.has(edge.from)) continue;
    if (nodes.has(edge.to)) {
      bytes += source.nodes.get(edge.to)?.retainedSize ?? 0;
      counted.add(edge.to);
    } else if ((edge.freed ?? 0) > 0) {
      bytes += edge.freed ?? 0;
      counted.add(edge.to);
    }
  }
  return { nodes, bytes, certainty: source.isExcerpt ? 'least' : 'unknown' };
}

export interface Marks {
  /** Objects that rightly live, and all above them. */
  readonly fine: ReadonlySet<string>;
  /** Objects that should be gone, and all below them. */
  readonly stuck: ReadonlySet<string>;
}

function spread(source: GraphSource, start: readonly string[], direction: 'up' | 'down'): Set<string> {
  const found = new Set(start.filter((id) => source.nodes.has(id)));
  const stack = [...found];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    const edges = (direction === 'up' ? source.into : source.outOf).get(id) ?? [];
    for (const edge of edges) {
      const next = direction === 'up' ? edge.from : edge.to;
      // Those that lead back would mark everything.
      if (!edge.isRetaining || found.has(next) || !isNearer(source, edge.from, edge.to)) continue;
      found.add(next);
      stack.push(next);
    }
  }
  return found;
}

export function spreadMarks(source: GraphSource, fine: readonly string[], stuck: readonly string[]): Marks {
  return { fine: spread(source, fine, 'up'), stuck: spread(source, stuck, 'down') };
}

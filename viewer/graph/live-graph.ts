// An open heap -> the part of it that is drawn, which grows by what is asked for: no bounds but the reader's.

import type { ExcerptEdge, ExcerptNode } from '../../src/report/model.js';
import { type AskHeap, askHeap } from '../state/page.js';
import { fromExcerpt } from './excerpt-source.js';
import type { GraphSource } from './graph-source.js';

export type Direction = 'backrefs' | 'refs';

/** What to begin with: the part of the report around a suspect, or nothing but an object. */
export interface LiveStart {
  readonly target: number;
  readonly direction: Direction;
  readonly nodes: readonly ExcerptNode[];
  readonly edges: readonly ExcerptEdge[];
}

export interface LiveGraph {
  /** Null while the first part is on its way. */
  source(): GraphSource | null;
  /** Nodes of which all neighbours are wanted; each time that one is named there may be more of them. */
  expand(ids: readonly string[]): void;
}

const FIRST = { depth: 8, breadth: 6 } as const;
const NEIGHBOURS = 40;
const MORE_EACH_TIME = 5;

/** Calls back when more has come, or with what went wrong. */
export function openLiveGraph(
  ask: AskHeap,
  start: LiveStart,
  onChange: () => void,
  onFailure: (text: string) => void,
): LiveGraph {
  const { target, direction } = start;
  const nodes = new Map<number, ExcerptNode>();
  const edges = new Map<string, ExcerptEdge>();
  /** How many neighbours a node has in the snapshot. */
  const totals = new Map<number, number>();
  const asked = new Set<string>();
  let built: GraphSource | null = null;

  function neighboursOf(all: Iterable<ExcerptEdge>): Map<number, Set<number>> {
    const found = new Map<number, Set<number>>();
    for (const { from, to } of all) {
      const [at, other] = direction === 'backrefs' ? [to, from] : [from, to];
      const known = found.get(at);
      if (known === undefined) found.set(at, new Set([other]));
      else known.add(other);
    }
    return found;
  }

  function add(part: Pick<LiveStart, 'nodes' | 'edges'>): void {
    const counts = neighboursOf(part.edges);
    for (const node of part.nodes) {
      const total = (counts.get(node.id)?.size ?? 0) + node.more;
      totals.set(node.id, Math.max(total, totals.get(node.id) ?? 0));
      const known = nodes.get(node.id);
      nodes.set(node.id, known === undefined ? node : { ...known, name: known.name ?? node.name });
    }
    const parallel = new Map<string, number>();
    for (const edge of part.edges) {
      const key = `${edge.from} ${edge.to} ${edge.kind} ${edge.name}`;
      const at = parallel.get(key) ?? 0;
      parallel.set(key, at + 1);
      if (!edges.has(`${key} ${at}`)) edges.set(`${key} ${at}`, edge);
    }
    built = null;
  }

  function fetch(id: number, depth: number, breadth: number): void {
    const key = `${id} ${depth} ${breadth}`;
    if (asked.has(key)) return;
    asked.add(key);
    askHeap<'excerpt'>(ask, { ask: 'excerpt', direction, ids: [id], depth, breadth }).then(
      ({ report }) => {
        add(report);
        onChange();
      },
      (error: unknown) => onFailure(error instanceof Error ? error.message : String(error)),
    );
  }

  if (start.nodes.length > 0) add(start);
  else fetch(target, FIRST.depth, FIRST.breadth);
  return {
    source() {
      if (!nodes.has(target)) return null;
      if (built !== null) return built;
      const known = neighboursOf(edges.values());
      const counted = [...nodes.values()].map((node) => ({
        ...node,
        more: Math.max(0, (totals.get(node.id) ?? 0) - (known.get(node.id)?.size ?? 0)),
      }));
      built = fromExcerpt(target, counted, [...edges.values()], direction);
      return built;
    },
    expand(ids) {
      const times = new Map<string, number>();
      for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1);
      for (const [id, count] of times)
        if (/^\d+$/.test(id)) fetch(Number(id), 1, NEIGHBOURS * MORE_EACH_TIME ** (count - 1));
    },
  };
}

// A part of a heap -> the graph that there is to draw: objects, references, and what a cut frees.

import type { Location } from '../../src/report/model.js';
import type { OwnerKind } from '../text/owner-kind.js';
import { isPageInternal, rootWords } from '../text/plain-words.js';

export interface GraphNode {
  readonly id: string;
  /** Null for what stands for several objects or none. */
  readonly objectId: number | null;
  readonly className: string;
  readonly name: string | null;
  readonly owner: OwnerKind;
  readonly shallowSize: number | null;
  readonly retainedSize: number | null;
  readonly distance: string | null;
  readonly isDetached: boolean;
  readonly location: Location | null;
  /** Neighbours that the report leaves out. */
  readonly more: number;
  readonly count: number;
  readonly isRoot: boolean;
}

export interface GraphEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly name: string;
  readonly isRetaining: boolean;
  /** What stands on it in place of a name that only V8 understands. */
  readonly words: string | null;
  /** Null where the report does not know it. */
  readonly freed: number | null;
  /** Steps that the report leaves out in between. */
  readonly folded: number;
}

export interface GraphSource {
  readonly target: string;
  readonly direction: 'backrefs' | 'refs';
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly edges: readonly GraphEdge[];
  readonly into: ReadonlyMap<string, readonly GraphEdge[]>;
  readonly outOf: ReadonlyMap<string, readonly GraphEdge[]>;
  /** True if sizes freed by cuts are known. */
  readonly isExcerpt: boolean;
}

function groupBy(edges: readonly GraphEdge[], end: 'from' | 'to'): Map<string, GraphEdge[]> {
  const groups = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const group = groups.get(edge[end]);
    if (group === undefined) groups.set(edge[end], [edge]);
    else group.push(edge);
  }
  return groups;
}

export function buildSource(
  target: string,
  direction: 'backrefs' | 'refs',
  nodes: ReadonlyMap<string, GraphNode>,
  edges: readonly GraphEdge[],
  isExcerpt: boolean,
): GraphSource {
  const known = edges.filter((edge) => nodes.has(edge.from) && nodes.has(edge.to));
  return {
    target,
    direction,
    nodes,
    edges: known,
    into: groupBy(known, 'to'),
    outOf: groupBy(known, 'from'),
    isExcerpt,
  };
}

export function isRootClass(className: string, kind: string): boolean {
  return (
    kind === 'synthetic' ||
    /^\((GC roots|root|.* roots?|Strong|Handle|Global|Builtins|Stack|Traced|Eternal).*\)$/i.test(className)
  );
}

/** The paths of the same report say the same of it. */
export function wordsOf(
  from: GraphNode | undefined,
  to: GraphNode | undefined,
  edge: { readonly kind: string; readonly name: string },
): string | null {
  if (to === undefined) return null;
  if (to.isRoot) return /^\d*$/.test(edge.name) ? '' : null;
  if (from?.isRoot === true) return rootWords(edge, to.className);
  if (edge.kind === 'internal' && edge.name === 'context') return 'scope';
  if (edge.kind === 'internal' && edge.name === 'table') return 'entry';
  return /^\d+$/.test(edge.name) && from !== undefined && isPageInternal(from.className) ? '' : null;
}

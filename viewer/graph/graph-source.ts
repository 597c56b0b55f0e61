// A part of a heap -> the graph that there is to draw: objects, references, and what a cut frees.

import type { ExcerptEdge, ExcerptNode, Location } from '../../src/report/model.js';
import { isContainer, isPageInternal, rootWords } from '../text/plain-words.js';
import { type OwnerKind, findOwnerKind, findStepOwner } from '../text/owner-kind.js';

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

/** Objects of Node's own are synthetic, too, but nothing begins at them. */
function isNative(name: string | null): boolean {
  return name?.startsWith('Node / ') === true;
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

/** `Object` and the like are told apart by the one variable or property that holds them. */
function nameByReference(
  nodes: ReadonlyMap<string, GraphNode>,
  edges: readonly GraphEdge[],
): ReadonlyMap<string, GraphNode> {
  const names = new Map<string, Set<string>>();
  for (const { to, kind, name, isRetaining } of edges) {
    if (
      !isRetaining ||
      (kind !== 'property' && kind !== 'context') ||
      !/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)
    )
      continue;
    names.set(to, (names.get(to) ?? new Set()).add(name));
  }
  const named = new Map(nodes);
  for (const [id, node] of nodes) {
    const [only, ...others] = names.get(id) ?? [];
    if (only === undefined || others.length > 0 || node.name !== null || !isContainer(node.className))
      continue;
    if (only !== 'this' && only !== '__proto__' && only !== 'constructor')
      named.set(id, { ...node, name: only });
  }
  return named;
}

export function fromExcerpt(
  targetId: number,
  excerptNodes: readonly ExcerptNode[],
  excerptEdges: readonly ExcerptEdge[],
  direction: 'backrefs' | 'refs',
): GraphSource {
  const nodes = new Map<string, GraphNode>();
  for (const node of excerptNodes) {
    nodes.set(String(node.id), {
      id: String(node.id),
      objectId: node.id,
      className: node.className,
      name: node.name === node.className ? null : node.name,
      owner:
        node.location === null
          ? findStepOwner(node.className, node.name, null, node.kind)
          : findOwnerKind(node.className, node.location, node.kind),
      shallowSize: node.shallowSize,
      retainedSize: node.retainedSize,
      distance: String(node.distance),
      isDetached: node.detachedness === 'detached',
      location: node.location,
      more: node.more,
      count: 1,
      isRoot: isRootClass(node.className, node.kind) && !isNative(node.name),
    });
  }
  const parallel = new Map<string, number>();
  const edges = excerptEdges.map((edge) => {
    const pair = `${edge.from}-${edge.to}`;
    const at = parallel.get(pair) ?? 0;
    parallel.set(pair, at + 1);
    return {
      id: at === 0 ? pair : `${pair}.${at}`,
      from: String(edge.from),
      to: String(edge.to),
      kind: edge.kind,
      name: edge.name,
      words: wordsOf(nodes.get(String(edge.from)), nodes.get(String(edge.to)), edge),
      isRetaining: edge.retaining,
      freed: edge.freedIfCut,
      folded: 0,
    };
  });
  return buildSource(String(targetId), direction, nameByReference(nodes, edges), edges, true);
}

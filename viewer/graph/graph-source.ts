// A report -> the graph that there is to draw: from an excerpt if the report holds one, else from its paths.

import type {
  ExcerptEdge,
  ExcerptNode,
  Location,
  PathStep,
  RetainerTreeNode,
  Suspect,
  ViewerData,
} from '../../src/report/model.js';
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

function buildSource(
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

function isRootClass(className: string, kind: string): boolean {
  return (
    kind === 'synthetic' ||
    /^\((GC roots|root|.* roots?|Strong|Handle|Global|Builtins|Stack|Traced|Eternal).*\)$/i.test(className)
  );
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
      isRoot: isRootClass(node.className, node.kind),
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
      isRetaining: edge.retaining,
      freed: edge.freedIfCut,
      folded: 0,
    };
  });
  return buildSource(String(targetId), direction, nodes, edges, true);
}

function nodeOfStep(step: PathStep): GraphNode {
  return {
    id: String(step.id),
    objectId: step.id,
    className: step.className === '' ? '(GC roots)' : step.className,
    name: step.name === step.className ? null : step.name,
    owner: findStepOwner(step.className, step.name, step.location),
    shallowSize: step.shallowSize,
    retainedSize: step.retainedSize,
    distance: null,
    isDetached: step.className.startsWith('Detached '),
    location: step.location,
    more: 0,
    count: 1,
    isRoot: isRootClass(step.className === '' ? '(GC roots)' : step.className, ''),
  };
}

function fromPaths(target: string, paths: readonly (readonly PathStep[])[]): GraphSource {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  for (const path of paths) {
    path.forEach((step, at) => {
      const node = nodeOfStep(step);
      if (!nodes.has(node.id)) nodes.set(node.id, node);
      const before = path[at - 1];
      if (before === undefined) return;
      const { kind, name } = step.edge ?? { kind: '', name: '' };
      const id = `${before.id}-${step.id}`;
      if (edges.has(id)) return;
      edges.set(id, {
        id,
        from: String(before.id),
        to: node.id,
        kind,
        name,
        isRetaining: kind !== 'weak',
        freed: null,
        folded: step.folded,
      });
    });
  }
  return buildSource(target, 'backrefs', nodes, [...edges.values()], false);
}

/** Merged retainers keep their counts; one node of the tree is one box. */
function fromTree(tree: RetainerTreeNode, paths: readonly (readonly PathStep[])[]): GraphSource {
  const base = fromPaths(String(tree.sampleId), paths);
  const nodes = new Map(base.nodes);
  const edges = new Map(base.edges.map((edge) => [edge.id, edge]));
  const stack: { readonly node: RetainerTreeNode; readonly parent: string | null }[] = [
    { node: tree, parent: null },
  ];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, parent } = top;
    const id = String(node.sampleId);
    const known = nodes.get(id);
    nodes.set(id, {
      id,
      objectId: node.sampleId,
      className: node.className,
      name: node.name === node.className ? null : node.name,
      owner: findStepOwner(node.className, node.name, node.location),
      shallowSize: known?.shallowSize ?? (node.count === 1 ? node.shallowSize : null),
      retainedSize: known?.retainedSize ?? null,
      distance: null,
      isDetached: node.className.startsWith('Detached '),
      location: node.location,
      more: Math.max(known?.more ?? 0, node.more),
      count: Math.max(known?.count ?? 1, node.count),
      isRoot: isRootClass(node.className, ''),
    });
    const edgeId = `${id}-${parent ?? ''}`;
    if (parent !== null && parent !== id && !edges.has(edgeId)) {
      const { kind, name } = node.edge ?? { kind: '', name: '' };
      edges.set(edgeId, {
        id: edgeId,
        from: id,
        to: parent,
        kind,
        name,
        isRetaining: kind !== 'weak',
        freed: null,
        folded: 0,
      });
    }
    for (const retainer of node.retainers) stack.push({ node: retainer, parent: id });
  }
  return buildSource(String(tree.sampleId), 'backrefs', nodes, [...edges.values()], false);
}

function fromSuspect(data: ViewerData, suspect: Suspect): GraphSource {
  const excerpt = data.excerpts.find((candidate) => candidate.fingerprint === suspect.fingerprint);
  if (excerpt !== undefined && excerpt.nodes.length > 0) {
    return fromExcerpt(excerpt.targetId, excerpt.nodes, excerpt.edges, 'backrefs');
  }
  const target = suspect.path.at(-1)?.id ?? suspect.growing.sampleIds[0] ?? 0;
  return fromPaths(String(target), [suspect.path, ...suspect.otherPaths]);
}

function fromAnswer({ excerpts: [excerpt] }: ViewerData): GraphSource | null {
  if (excerpt === undefined) return null;
  return fromExcerpt(excerpt.targetId, excerpt.nodes, excerpt.edges, 'backrefs');
}

/** Null where the report has nothing to draw. */
export function buildGraphSource(data: ViewerData, fingerprint: string | null): GraphSource | null {
  const { report } = data;
  switch (report.kind) {
    case 'diff': {
      const suspect =
        report.suspects.rows.find((row) => row.fingerprint === fingerprint) ?? report.suspects.rows[0];
      return suspect === undefined ? null : fromSuspect(data, suspect);
    }
    case 'retainers':
      // Of many objects the merged retainers say more than what is around one of them.
      return report.tree.count > 1
        ? fromTree(report.tree, report.paths)
        : (fromAnswer(data) ?? fromTree(report.tree, report.paths));
    case 'chain':
      return fromAnswer(data) ?? fromPaths(String(report.to.id), report.paths);
    case 'excerpt':
      return fromExcerpt(report.target.id, report.nodes, report.edges, report.direction);
    case 'summary':
      return null;
  }
}

// A part of a heap as the report holds it -> the graph to draw: named, owned, with what each reference frees.

import type { ExcerptEdge, ExcerptNode } from '../../src/report/model.js';
import { givenName, isContainer } from '../text/plain-words.js';
import { type OwnerKind, findStepOwner, findUrlOwner } from '../text/owner-kind.js';
import {
  type GraphEdge,
  type GraphNode,
  type GraphSource,
  buildSource,
  isRootClass,
  wordsOf,
} from './graph-source.js';
import { freedTogether } from './store-copies.js';

/** Objects of Node's own are synthetic, too, but nothing begins at them. */
function isNative(name: string | null): boolean {
  return name?.startsWith('Node / ') === true;
}

/** The second of the two objects that an ES module is; V8 has no name for its class. */
function isModuleRecord({ className, name }: ExcerptNode): boolean {
  return className === '(system)' && name !== null && !name.startsWith('system /') && /[./]/.test(name);
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

const LEVELS_UP = 4;

/** A plain Map or array is whose the code is that holds it; by itself it would be the runtime's. */
function ownByHolder(source: GraphSource): ReadonlyMap<string, GraphNode> {
  const nodes = new Map(source.nodes);
  for (const [id, node] of source.nodes) {
    if (node.owner !== 'node' || node.location !== null || !isContainer(node.className)) continue;
    const owner = findHolderOwner(source, id);
    if (owner !== null) nodes.set(id, { ...node, owner });
  }
  return nodes;
}

/** Whose the nearest object above is that says so. */
function findHolderOwner(source: GraphSource, id: string): OwnerKind | null {
  const seen = new Set([id]);
  let level = [id];
  for (let up = 0; up < LEVELS_UP && level.length > 0; up++) {
    const above = level.flatMap((at) =>
      (source.into.get(at) ?? []).filter((edge) => edge.isRetaining && !seen.has(edge.from)),
    );
    level = [];
    for (const { from } of above) {
      if (seen.has(from)) continue;
      seen.add(from);
      const holder = source.nodes.get(from);
      if (holder === undefined) continue;
      if (holder.owner === 'app' || holder.owner === 'npm') return holder.owner;
      // The runtime's own objects hold what is the runtime's.
      if (holder.owner === 'v8' || isContainer(holder.className)) level.push(from);
    }
  }
  return null;
}

export function fromExcerpt(
  targetId: number,
  excerptNodes: readonly ExcerptNode[],
  excerptEdges: readonly ExcerptEdge[],
  direction: 'backrefs' | 'refs',
): GraphSource {
  const nodes = new Map<string, GraphNode>();
  for (const node of excerptNodes) {
    const isModule = isModuleRecord(node);
    nodes.set(String(node.id), {
      id: String(node.id),
      objectId: node.id,
      className: isModule ? 'module' : node.className,
      name: node.name === node.className ? null : givenName(node.name),
      owner: isModule
        ? findUrlOwner(node.name ?? '')
        : findStepOwner(node.className, node.name, node.location, node.kind),
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
  const named = buildSource(String(targetId), direction, nameByReference(nodes, edges), edges, true);
  const joined = named.edges.map((edge) => {
    const target = named.nodes.get(edge.to);
    return target === undefined ? edge : { ...edge, freed: freedTogether(named, edge, target) };
  });
  return buildSource(named.target, direction, ownByHolder(named), joined, true);
}

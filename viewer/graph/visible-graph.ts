// The graph of a report and what is set -> what is drawn of it: bounded by depth and breadth, internals folded.

import type { GraphEdge, GraphNode, GraphSource } from './graph-source.js';
import { findStoreCopies } from './store-copies.js';

export type StopAt = 'none' | 'module' | 'realm' | 'global';

export interface GraphOptions {
  readonly depth: number;
  readonly breadth: number;
  /** `class NAME`, `kind NAME` or `node ID`. */
  readonly ignored: readonly string[];
  readonly stopAt: StopAt;
  readonly fold: boolean;
  /** Nodes all of whose neighbours are wanted. */
  readonly expanded: readonly string[];
}

export interface VisibleEdge extends GraphEdge {
  /** The names along the way, where internals are folded into this edge. */
  readonly label: string;
  /** It leads back: what holds is farther from the roots than what it holds. */
  readonly isBack: boolean;
}

export interface Stub {
  readonly node: string;
  /** Neighbours that the page holds and does not draw. */
  readonly hidden: number;
  /** Neighbours that are in the snapshot only. */
  readonly outside: number;
}

export interface VisibleGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly VisibleEdge[];
  readonly stubs: readonly Stub[];
}

const stopClasses: Readonly<Record<StopAt, RegExp>> = {
  none: /^(?!)/,
  module: /^(Module|module|system \/ Module|SourceTextModule)$/,
  realm: /^(system \/ NativeContext|system \/ Realm|Realm)$/,
  global: /^(Window|global|globalThis|Object \/ .*|Global .*|system \/ JSGlobalProxy)/,
};

function isIgnored(node: GraphNode, ignored: ReadonlySet<string>): boolean {
  return (
    ignored.has(`class ${node.className}`) ||
    ignored.has(`kind ${node.owner}`) ||
    ignored.has(`node ${node.id}`)
  );
}

/** What every object refers to and none keeps alone: its shape, its prototype. */
function isByTheWay(edge: GraphEdge, node: GraphNode): boolean {
  return edge.freed === 0 && (node.owner === 'v8' || edge.name === '__proto__' || edge.name === 'prototype');
}

function rankEdge(edge: GraphEdge, source: GraphSource, other: string): number {
  const distance = Number(source.nodes.get(other)?.distance ?? 'NaN');
  return (
    (edge.isRetaining ? 0 : 1e9) -
    (edge.freed !== null && edge.freed > 0 ? 1e6 : 0) +
    (Number.isNaN(distance) ? 1e5 : distance)
  );
}

export function findVisible(source: GraphSource, options: GraphOptions): VisibleGraph {
  const ignored = new Set(options.ignored);
  const expanded = new Set(options.expanded);
  const isUp = source.direction === 'backrefs';
  const edgesAt = (id: string): readonly GraphEdge[] => (isUp ? source.into : source.outOf).get(id) ?? [];
  const otherEnd = (edge: GraphEdge): string => (isUp ? edge.from : edge.to);
  const depthOf = new Map<string, number>([[source.target, 0]]);
  const order = [source.target];
  const followed = new Set<string>();
  // An object that refers to nothing else would stand alone.
  const isAllInternal = edgesAt(source.target).every((edge) => {
    const node = source.nodes.get(otherEnd(edge));
    return node === undefined || isByTheWay(edge, node);
  });
  const copies = options.fold ? findStoreCopies(source) : new Set<string>();
  const isWanted = (edge: GraphEdge): boolean => {
    if (copies.has(edge.id) && edge.from !== source.target) return false;
    const node = source.nodes.get(otherEnd(edge));
    if (node === undefined || edge.from === edge.to) return false;
    if (!isUp && options.fold && !isAllInternal && isByTheWay(edge, node)) return false;
    return node.id === source.target || !isIgnored(node, ignored);
  };
  for (let at = 0; at < order.length; at++) {
    const id = order[at] ?? '';
    const node = source.nodes.get(id);
    const depth = depthOf.get(id) ?? 0;
    const isAll = expanded.has(id);
    if (node === undefined || (depth >= options.depth && !isAll)) continue;
    if (id !== source.target && stopClasses[options.stopAt].test(node.className) && !isAll) continue;
    const candidates = edgesAt(id).filter(isWanted);
    const ranked = [...candidates].sort(
      (a, b) => rankEdge(a, source, otherEnd(a)) - rankEdge(b, source, otherEnd(b)),
    );
    const all = [...new Set(ranked.map(otherEnd))];
    const nearer = all.filter((other) => isNearer(source, other, id));
    const others = isAll || !isUp ? all : nearer.length > 0 ? nearer : all.slice(0, 1);
    for (const other of isAll ? others : others.slice(0, options.breadth)) {
      followed.add(`${id} ${other}`);
      if (depthOf.has(other)) continue;
      depthOf.set(other, depth + 1);
      order.push(other);
    }
  }
  const nodes = order.flatMap((id) => source.nodes.get(id) ?? []);
  const edges = source.edges
    .filter((edge) => !copies.has(edge.id) || edge.from === source.target)
    .filter((edge) => depthOf.has(edge.from) && depthOf.has(edge.to) && edge.from !== edge.to)
    // What only leads back would cross the whole drawing and tell nothing.
    .filter((edge) =>
      isUp
        ? followed.has(`${edge.to} ${edge.from}`) || isNearer(source, edge.from, edge.to)
        : (depthOf.get(edge.from) ?? 0) < (depthOf.get(edge.to) ?? 0),
    )
    .map((edge) => ({
      ...edge,
      label: edge.name,
      isBack: isUp && !isNearer(source, edge.from, edge.to),
    }));
  const stubs = nodes.flatMap((node) => {
    const hidden = new Set(
      edgesAt(node.id)
        .filter((edge) => isWanted(edge) && !depthOf.has(otherEnd(edge)))
        .map(otherEnd),
    ).size;
    return hidden > 0 || (node.more > 0 && !node.isRoot)
      ? [{ node: node.id, hidden, outside: node.isRoot ? 0 : node.more }]
      : [];
  });
  const merged = { nodes, edges: mergeParallel(edges), stubs };
  return options.fold ? foldInternals(merged, source.target) : merged;
}

/** Whether a retainer is on a way from the roots: others only lead back to what they are held by. */
export function isNearer(source: GraphSource, retainer: string, id: string): boolean {
  const distanceOf = (node: string): number => Number(source.nodes.get(node)?.distance ?? 'NaN');
  const [above, own] = [distanceOf(retainer), distanceOf(id)];
  return Number.isNaN(above) || Number.isNaN(own) || above < own;
}

/** Several references from one object to another are one arrow, named after the one that keeps most. */
function mergeParallel(edges: readonly VisibleEdge[]): VisibleEdge[] {
  const pairs = new Map<string, VisibleEdge>();
  for (const edge of edges) {
    const pair = `${edge.from}-${edge.to}`;
    const known = pairs.get(pair);
    if (known === undefined) pairs.set(pair, edge);
    else if (known.isRetaining)
      pairs.set(pair, {
        ...known,
        label: known.label.endsWith(' \u2026') ? known.label : `${known.label} \u2026`,
      });
    else pairs.set(pair, edge);
  }
  return [...pairs.values()];
}

/** What no program has a name for: V8's own, and what Blink is built of. */
function isInternal(node: GraphNode): boolean {
  return node.owner === 'v8' || /^(Detached )?(blink::|EventListener$)/.test(node.className);
}

/** An internal object between exactly two others becomes a number on their edge. */
function foldInternals(graph: VisibleGraph, target: string): VisibleGraph {
  const stubbed = new Set(graph.stubs.map((stub) => stub.node));
  const into = new Map<string, Set<VisibleEdge>>();
  const outOf = new Map<string, Set<VisibleEdge>>();
  const add = (edge: VisibleEdge): void => {
    into.set(edge.to, (into.get(edge.to) ?? new Set()).add(edge));
    outOf.set(edge.from, (outOf.get(edge.from) ?? new Set()).add(edge));
  };
  const remove = (edge: VisibleEdge): void => {
    into.get(edge.to)?.delete(edge);
    outOf.get(edge.from)?.delete(edge);
  };
  for (const edge of graph.edges) add(edge);
  const gone = new Set<string>();
  for (const node of graph.nodes) {
    if (!isInternal(node) || node.isRoot || node.id === target || stubbed.has(node.id)) continue;
    const [above, ...moreAbove] = into.get(node.id) ?? [];
    const [below, ...moreBelow] = outOf.get(node.id) ?? [];
    if (above === undefined || below === undefined || moreAbove.length + moreBelow.length > 0) continue;
    if (!above.isRetaining || !below.isRetaining || above.from === below.to) continue;
    if ([...(outOf.get(above.from) ?? [])].some((edge) => edge.to === below.to)) continue;
    remove(above);
    remove(below);
    const isNamed = below.kind !== 'internal' && below.kind !== 'hidden' && below.kind !== 'element';
    const kind = isNamed ? below.kind : above.kind;
    add({
      ...below,
      from: above.from,
      kind,
      label: isNamed ? below.label : above.label,
      words: isNamed ? below.words : above.words,
      folded: above.folded + below.folded + 1,
    });
    gone.add(node.id);
  }
  return {
    nodes: graph.nodes.filter((node) => !gone.has(node.id)),
    edges: [...outOf.values()].flatMap((edges) => [...edges]),
    stubs: graph.stubs,
  };
}

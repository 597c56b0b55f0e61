// SPDX-License-Identifier: MIT
// Snapshots as Blobs -> what the viewer shows first, and an open heap (the newest one) that answers what it asks
// next: objects by their name or text, what is around one, its references, what some cuts free.

import type { EdgeOrdinal, NodeOrdinal } from '../core/columns.js';
import { hasBit } from '../core/bit-set.js';
import { HeapdiffError } from '../core/errors.js';
import { nameEdge } from '../analysis/edge-names.js';
import { computeFreedWithout } from '../analysis/freed-without.js';
import { readText } from '../analysis/script-names.js';
import { NodeKind } from '../format/kinds.js';
import { findEdgeOwner } from '../heap/heap-graph.js';
import { nodeName } from '../heap/names.js';
import { maskClassName, maskKey, maskNodeName } from '../report/mask-names.js';
import { buildObjectInfo } from '../report/build-object.js';
import type { ExcerptReport, ObjectInfo, ViewerData } from '../report/model.js';
import type { Analysis } from './analyze.js';
import { findInstances, findNodeById } from './choose-objects.js';
import { excerptOf } from './excerpt-of.js';
import { type FoundObjects, searchHeap } from './search-heap.js';
import type { NamedBlob } from './load-blob.js';
import { type ViewOptions, analyzeBlobs } from './view-blobs.js';

/** One reference of the page's drawing, as a report names it. */
export interface CutEdge {
  readonly from: number;
  readonly to: number;
  readonly kind: string;
  readonly name: string;
}

/** What a page may ask of an open heap. */
export type HeapQuestion =
  | { readonly ask: 'search'; readonly text: string; readonly limit: number }
  | {
      readonly ask: 'excerpt';
      readonly direction: 'backrefs' | 'refs';
      readonly ids: readonly number[];
      readonly depth: number;
      readonly breadth: number;
    }
  | { readonly ask: 'object'; readonly id: number; readonly limit: number }
  | { readonly ask: 'instances'; readonly className: string; readonly limit: number }
  | { readonly ask: 'cuts'; readonly edges: readonly CutEdge[]; readonly ids: readonly number[] };

/** One reference of an object, with what is at its other end. */
export interface HeapReference {
  readonly kind: string;
  readonly name: string;
  readonly retaining: boolean;
  readonly id: number;
  readonly className: string;
  /** What a primitive holds: the reader asked for this one object. */
  readonly value: string | null;
  readonly retainedSize: number;
}

/** Some rows of how many. */
export interface HeapRows<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

/** The answers, named as their questions. */
export type HeapAnswer =
  | { readonly ask: 'search'; readonly found: FoundObjects }
  | { readonly ask: 'excerpt'; readonly report: ExcerptReport }
  | {
      readonly ask: 'object';
      readonly info: ObjectInfo;
      readonly value: string | null;
      readonly holds: HeapRows<HeapReference>;
      readonly heldBy: HeapRows<HeapReference>;
    }
  | { readonly ask: 'instances'; readonly found: HeapRows<ObjectInfo> }
  | {
      readonly ask: 'cuts';
      readonly bytes: number;
      readonly count: number;
      /** Of the ids in the question, those that nothing holds any more. */
      readonly freed: readonly number[];
    };

/** A page's heap. */
export interface HeapSession {
  readonly view: ViewerData;
  /** @throws HeapdiffError `ERR_UNKNOWN_ID`, `ERR_UNKNOWN_CLASS` */
  ask(question: HeapQuestion): HeapAnswer;
}

const LONGEST_VALUE = 400;
/** More boxes than that are no drawing; asking again from one of them goes on. */
const MOST_NODES = 2000;

/**
 * Opens snapshots, oldest first.
 * @throws HeapdiffError as `viewBlobs`
 */
export async function openHeapSession(
  files: readonly NamedBlob[],
  options: ViewOptions = {},
): Promise<HeapSession> {
  const { analysis, view } = await analyzeBlobs(files, options);
  return { view, ask: (question) => answer(analysis, question) };
}

function answer(analysis: Analysis, question: HeapQuestion): HeapAnswer {
  switch (question.ask) {
    case 'search':
      return { ask: 'search', found: searchHeap(analysis, question.text, question.limit, 'always') };
    case 'excerpt': {
      const { direction, ids, depth, breadth } = question;
      const bounds = { depth, breadth, size: MOST_NODES, beyondModules: depth === 1, internals: true };
      return { ask: 'excerpt', report: excerptOf(analysis, direction, ids, bounds) };
    }
    case 'object':
      return describe(analysis, question.id, question.limit);
    case 'instances':
      return { ask: 'instances', found: findLargest(analysis, question.className, question.limit) };
    case 'cuts':
      return cut(analysis, question.edges, question.ids);
  }
}

function describe(analysis: Analysis, id: number, limit: number): HeapAnswer {
  const { graph } = analysis;
  const node = findNodeById(analysis, id);
  const edges = Array.from(
    { length: graph.firstEdge[node + 1] - graph.firstEdge[node] },
    (_, at) => (graph.firstEdge[node] + at) as EdgeOrdinal,
  );
  const into: EdgeOrdinal[] = [];
  for (let edge = 0 as EdgeOrdinal; edge < graph.edgeCount; edge++)
    if (graph.edgeTarget[edge] === node) into.push(edge);
  const rowsOf = (
    all: readonly EdgeOrdinal[],
    other: (edge: EdgeOrdinal) => NodeOrdinal,
  ): HeapRows<HeapReference> => ({
    total: all.length,
    rows: all
      .map((edge) => ({ edge, node: other(edge) }))
      .sort(
        (a, b) =>
          Number(hasBit(analysis.retaining, b.edge)) - Number(hasBit(analysis.retaining, a.edge)) ||
          analysis.retainedSize[b.node] - analysis.retainedSize[a.node] ||
          a.edge - b.edge,
      )
      .slice(0, limit)
      .map((row) => referenceOf(analysis, row.edge, row.node)),
  });
  return {
    ask: 'object',
    info: buildObjectInfo(analysis, node, 'never'),
    value: valueOf(analysis, node),
    holds: rowsOf(edges, (edge) => graph.edgeTarget[edge]),
    heldBy: rowsOf(into, (edge) => findEdgeOwner(graph, edge)),
  };
}

function referenceOf(analysis: Analysis, edge: EdgeOrdinal, node: NodeOrdinal): HeapReference {
  const { graph, classes, retaining, retainedSize } = analysis;
  const { kind, name } = nameEdge(graph, findEdgeOwner(graph, edge), edge);
  return {
    kind,
    name: maskKey(name, 'never'),
    retaining: hasBit(retaining, edge),
    id: graph.nodeId[node],
    className: maskClassName(classes.classes[classes.classOf[node]].name, 'never'),
    value: valueOf(analysis, node),
    retainedSize: retainedSize[node],
  };
}

const VALUES: ReadonlySet<number> = new Set([
  NodeKind.string,
  NodeKind.consString,
  NodeKind.number,
  NodeKind.bigint,
  NodeKind.symbol,
  NodeKind.regexp,
]);

function valueOf({ graph }: Analysis, node: NodeOrdinal): string | null {
  const kind = graph.nodeKind[node];
  if (!VALUES.has(kind)) return null;
  const isRope = kind === NodeKind.consString;
  const text = isRope ? (readText(graph, node) ?? nodeName(graph, node)) : nodeName(graph, node);
  const shown = maskNodeName(text, kind, graph.nodeKindNames[kind], 'always');
  return shown.length > LONGEST_VALUE ? `${shown.slice(0, LONGEST_VALUE)}\u2026` : shown;
}

function findLargest(analysis: Analysis, className: string, limit: number): HeapRows<ObjectInfo> {
  const nodes = [...findInstances(analysis, className)];
  const { retainedSize, graph } = analysis;
  nodes.sort((a, b) => retainedSize[b] - retainedSize[a] || graph.nodeId[a] - graph.nodeId[b]);
  const rows = nodes.slice(0, limit).map((node) => buildObjectInfo(analysis, node, 'never'));
  return { total: nodes.length, rows };
}

function cut(analysis: Analysis, edges: readonly CutEdge[], ids: readonly number[]): HeapAnswer {
  const { graph } = analysis;
  const ordinals = new Map<number, NodeOrdinal>();
  const wanted = new Set([...ids, ...edges.map(({ from }) => from)]);
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++)
    if (wanted.has(graph.nodeId[node])) ordinals.set(graph.nodeId[node], node);
  const cuts = new Set<EdgeOrdinal>();
  for (const { from, to, kind, name } of edges) {
    const owner = ordinals.get(from);
    if (owner === undefined) continue;
    for (let edge = graph.firstEdge[owner]; edge < graph.firstEdge[owner + 1]; edge++) {
      if (graph.nodeId[graph.edgeTarget[edge]] !== to) continue;
      const told = nameEdge(graph, owner, edge);
      if (told.kind === kind && maskKey(told.name, 'never') === name) cuts.add(edge);
    }
  }
  if (cuts.size === 0 && edges.length > 0)
    throw new HeapdiffError('ERR_UNKNOWN_ID', 'has none of the references that were to be cut');
  const freed = computeFreedWithout(analysis, { nodes: [], edges: [...cuts] });
  let count = 0;
  let bytes = 0;
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    if (!hasBit(freed, node)) continue;
    count++;
    bytes += analysis.shallowSize[node];
  }
  const isGone = (id: number): boolean => {
    const node = ordinals.get(id);
    return node !== undefined && hasBit(freed, node);
  };
  return { ask: 'cuts', bytes, count, freed: ids.filter(isGone) };
}

// SPDX-License-Identifier: MIT
// An excerpt -> excerpt report: nodes nearest first, edges in the order of the file, each with what it alone keeps.

import type { EdgeOrdinal, NodeColumn, NodeOrdinal } from '../core/columns.js';
import { NodeKind } from '../format/kinds.js';
import { shortenName } from '../core/shorten-text.js';
import { type BitSet, hasBit } from '../core/bit-set.js';
import { Detachedness, type DetachednessColumn } from '../analysis/detachedness.js';
import { type ContextFunctions, buildContextFunctions } from '../analysis/context-names.js';
import { countEntries } from '../analysis/count-entries.js';
import { nameEdge } from '../analysis/edge-names.js';
import type { EngineEdges } from '../analysis/engine-edges.js';
import { findEntryKey } from '../analysis/entry-keys.js';
import type { FreedIfCut } from '../analysis/freed-if-cut.js';
import type { ScriptNames } from '../analysis/script-names.js';
import { buildVariableNames } from '../analysis/variable-names.js';
import type { Excerpt } from '../excerpt/build-excerpt.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { findLocation } from '../heap/locations.js';
import { findOddballValue, isOddball } from '../heap/oddballs.js';
import { nodeName } from '../heap/names.js';
import { type RetainerIndex, forEachRetainer } from '../heap/retainers.js';
import { buildDistance } from './build-distance.js';
import { buildLocation } from './build-location.js';
import type { ObjectColumns } from './build-object.js';
import { type ShowStrings, maskClassName, maskKey, maskNodeName } from './mask-names.js';
import type { Detachedness as DetachednessName, ExcerptEdge, ExcerptNode } from './model.js';

/** What an excerpt's report is made from. */
export interface ExcerptColumns extends ObjectColumns {
  readonly retaining: BitSet;
  readonly detachedness: DetachednessColumn;
  readonly retainedSize: Float64Array;
  readonly shallowSize: NodeColumn;
}

/** What was told in earlier excerpts of the same heap, with the same rules of what is shown and what counts. */
export interface ToldBefore {
  readonly nodes: Map<NodeOrdinal, ExcerptNode>;
  readonly edges: Map<EdgeOrdinal, ExcerptEdge>;
}

/** Nodes of the report, in the order in which they were found. */
export function buildExcerptNodes(
  columns: ExcerptColumns,
  scripts: ScriptNames,
  index: RetainerIndex,
  excerpt: Excerpt,
  told: ToldBefore,
  engine: EngineEdges | null,
  show: ShowStrings,
): readonly ExcerptNode[] {
  const { graph, classes, locations } = columns;
  const contextFunction = buildContextFunctions(graph, index);
  return excerpt.mapNodes((_, { node, more }): ExcerptNode => {
    const before = told.nodes.get(node);
    if (before !== undefined) return { ...before, more };
    const now: ExcerptNode = {
      id: graph.nodeId[node],
      className: maskClassName(classes.classes[classes.classOf[node]].name, show),
      name: tellNode(graph, scripts, contextFunction, node, show),
      kind: graph.nodeKindNames[graph.nodeKind[node]],
      shallowSize: columns.shallowSize[node],
      retainedSize: columns.retainedSize[node],
      distance: buildDistance(columns.distance[node]),
      detachedness: detachednessName(columns.detachedness.state?.[node] ?? Detachedness.unknown),
      location: buildLocation(findLocation(graph, locations, node)),
      retainers: countRetainers(columns, index, engine, node),
      more,
      ...tellEntries(graph, node, columns.shallowSize[node]),
    };
    told.nodes.set(node, now);
    return now;
  });
}

/** Owners of retaining edges. */
function countRetainers(
  { graph, retaining }: ExcerptColumns,
  index: RetainerIndex,
  engine: EngineEdges | null,
  node: NodeOrdinal,
): number {
  // Half the heap refers to `undefined` and its like, and nothing holds them for V8 alone.
  if (engine !== null && !isOddball(graph, node)) return engine.countOthers(node, retaining);
  let count = 0;
  let last: NodeOrdinal | null = null;
  forEachRetainer(graph, index, node, (edge, owner) => {
    if (owner === last || !hasBit(retaining, edge)) return;
    last = owner;
    count++;
  });
  return count;
}

function tellEntries(graph: HeapGraph, node: NodeOrdinal, shallowSize: number): Pick<ExcerptNode, 'entries'> {
  const entries = countEntries(graph, node, shallowSize);
  return entries === null ? {} : { entries };
}

/** Edges of the report by their place in the file. */
export function buildExcerptEdges(
  columns: ExcerptColumns,
  index: RetainerIndex,
  excerpt: Excerpt,
  told: ToldBefore,
  freed: FreedIfCut,
  show: ShowStrings,
): readonly ExcerptEdge[] {
  const { graph, retaining } = columns;
  const variables = buildVariableNames(graph, columns.locations);
  const ordered = excerpt.mapEdges((_, { edge }, from, to) => ({ edge, from, to }));
  ordered.sort((a, b) => a.edge - b.edge);
  return ordered.map(({ edge, from, to }): ExcerptEdge => {
    const before = told.edges.get(edge);
    if (before !== undefined) return before;
    const owner = Number(from) as NodeOrdinal;
    const { kind, name } = nameEdge(graph, owner, edge, variables);
    const now: ExcerptEdge = {
      from: graph.nodeId[owner],
      to: graph.nodeId[Number(to) as NodeOrdinal],
      kind,
      name: maskKey(name, show),
      retaining: hasBit(retaining, edge),
      freedIfCut: freed.bytesOf(edge),
      ...tellKey(columns, index, owner, edge, show),
    };
    told.edges.set(edge, now);
    return now;
  });
}

function tellKey(
  { graph, classes, shallowSize }: ExcerptColumns,
  index: RetainerIndex,
  owner: NodeOrdinal,
  edge: EdgeOrdinal,
  show: ShowStrings,
): Pick<ExcerptEdge, 'key'> {
  const key = findEntryKey(graph, index, shallowSize, owner, edge);
  if (key === null) return {};
  const kind = graph.nodeKind[key];
  if (kind === NodeKind.object || kind === NodeKind.closure)
    return {
      key: `${maskClassName(classes.classes[classes.classOf[key]].name, show)} @${graph.nodeId[key]}`,
    };
  const text = shortenName(maskNodeName(nodeName(graph, key), kind, graph.nodeKindNames[kind], show));
  return { key: show === 'always' && kind === NodeKind.string ? JSON.stringify(text) : text };
}

/** File of a module, a function's name, that of a context's function, or the text of a string where it may be shown. */
function tellNode(
  graph: HeapGraph,
  scripts: ScriptNames,
  contextFunction: ContextFunctions,
  node: NodeOrdinal,
  show: ShowStrings,
): string | null {
  if (node === graph.root) return '(root)';
  const file = scripts.moduleFile(node);
  if (file !== null) return file === '' ? null : shortenName(scripts.shorten(file));
  const ofContext = contextFunction(node);
  if (ofContext !== null) return `of ${maskKey(ofContext, show)}`;
  const value = findOddballValue(graph, node);
  if (value !== null) return shortenName(value);
  const kind = graph.nodeKind[node];
  const isNamed =
    kind === NodeKind.closure ||
    kind === NodeKind.string ||
    kind === NodeKind.symbol ||
    kind === NodeKind.synthetic ||
    kind === NodeKind.code ||
    kind === NodeKind.hidden ||
    kind === NodeKind.array;
  if (!isNamed) return null;
  const name = shortenName(maskNodeName(nodeName(graph, node), kind, graph.nodeKindNames[kind], show));
  return name === '' ? null : name;
}

function detachednessName(state: number): DetachednessName {
  if (state === Detachedness.attached) return 'attached';
  return state === Detachedness.detached ? 'detached' : 'unknown';
}

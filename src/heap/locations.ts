// SPDX-License-Identifier: MIT
// Where classes and functions were defined: node -> record of the `locations` section -> script's URL.
// A location names its script by a number; the URL stands in the heap itself: closures lead through their
// shared function info to a Script whose name edge is the URL.

import type { ColumnPool } from '../core/column-pool.js';
import type { NodeOrdinal, StringIndex } from '../core/columns.js';
import type { SourceLookup, SourcePlace } from '../core/source-place.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { findStrings } from '../format/string-table.js';
import type { HeapGraph } from './heap-graph.js';
import { nodeName } from './names.js';

/** 0-based line and column, as in the file; `url` null when the heap does not tell it. */
export interface ScriptPlace {
  readonly url: string | null;
  readonly line: number;
  readonly column: number;
  /** What a source map knows of the place. */
  readonly source: SourcePlace | null;
}

/** Where a class or function is. */
export interface NodeLocation extends ScriptPlace {
  readonly scriptId: number;
}

/** Look-up of locations. */
export interface LocationIndex {
  /** Record + 1 of each node, 0 for nodes without a location. */
  readonly recordOf: Uint32Array;
  /** The script's URL by script id. */
  readonly urls: ReadonlyMap<number, string>;
  readonly sources: SourceLookup | null;
}

/** Builds the look-up: O(nodes + locations). If a node has two records the last one counts, as in DevTools. */
export function buildLocationIndex(
  graph: HeapGraph,
  pool: ColumnPool,
  sources: SourceLookup | null = null,
): LocationIndex {
  const { locations } = graph.data;
  const recordOf = pool.takeZeroed(graph.nodeCount);
  for (let l = 0; l < locations.count; l++) recordOf[locations.node[l]] = l + 1;
  return { recordOf, urls: findScriptUrls(graph), sources };
}

/** The location of a node, or null. */
export function findLocation(graph: HeapGraph, index: LocationIndex, node: NodeOrdinal): NodeLocation | null {
  const record = index.recordOf[node];
  if (record === 0) return null;
  const { scriptId, line, column } = graph.data.locations;
  const id = scriptId[record - 1];
  const url = index.urls.get(id) ?? null;
  const place = { scriptId: id, url, line: line[record - 1], column: column[record - 1] };
  const source =
    index.sources === null || url === null
      ? null
      : index.sources.find(url, place.line, place.column, nodeName(graph, node));
  return { ...place, source };
}

/** Whether there is a source map for any script; asks about each until there is. */
export function hasSourceMaps({ sources, urls }: Pick<LocationIndex, 'sources' | 'urls'>): boolean {
  if (sources === null) return false;
  for (const url of urls.values()) {
    if (sources.hasFound?.() !== false) break;
    sources.find(url, 0, 0, '');
  }
  return sources.hasFound?.() !== false;
}

/** What a function or class is called: where it was written if a source map tells, else by V8; '' without a name. */
export function originalName(graph: HeapGraph, index: LocationIndex, node: NodeOrdinal): string {
  return findLocation(graph, index, node)?.source?.name ?? nodeName(graph, node);
}

/**
 * Follows closure -> shared -> script (or the shared info's `script_or_debug_info`) -> name for one closure of
 * each script id.
 */
function findScriptUrls(graph: HeapGraph): ReadonlyMap<number, string> {
  const [shared, script, scriptOrDebugInfo, name] = findStrings(graph.strings, [
    'shared',
    'script',
    'script_or_debug_info',
    'name',
  ]);
  const urls = new Map<number, string>();
  const { locations } = graph.data;
  for (let l = 0; l < locations.count; l++) {
    const id = locations.scriptId[l];
    if (urls.has(id)) continue;
    const node = locations.node[l] as NodeOrdinal;
    if (graph.nodeKind[node] !== NodeKind.closure) continue;
    const info = internalTarget(graph, node, [shared]);
    const holder = info === null ? null : internalTarget(graph, info, [script, scriptOrDebugInfo]);
    const url = holder === null ? null : scriptName(graph, holder, script, name);
    if (url !== null) urls.set(id, url);
  }
  return urls;
}

function scriptName(
  graph: HeapGraph,
  holder: NodeOrdinal,
  script: StringIndex,
  name: StringIndex,
): string | null {
  // A function that is being debugged has a debug info in between.
  const inner = internalTarget(graph, holder, [script]);
  const node = inner ?? holder;
  const label = internalTarget(graph, node, [name]);
  if (label !== null && graph.nodeKind[label] === NodeKind.string) return nodeName(graph, label) || null;
  // A path that Node 16 or 18 put together is a rope without text, but the script is labelled with it.
  const isRope = label !== null && graph.nodeKind[label] === NodeKind.consString;
  return urlOfLabel(nodeName(graph, node), isRope);
}

/** `system / Script / file:///app.js`, as some versions label the node itself, or the URL and nothing else. */
function urlOfLabel(label: string, mayBeUrl: boolean): string | null {
  const match = /^(?:system \/ )?Script \/ (.+)$/s.exec(label);
  if (match !== null) return match[1];
  return mayBeUrl && label !== '' && !label.startsWith('system / ') ? label : null;
}

function internalTarget(
  graph: HeapGraph,
  node: NodeOrdinal,
  names: readonly StringIndex[],
): NodeOrdinal | null {
  const end = graph.firstEdge[node + 1];
  for (let edge = graph.firstEdge[node]; edge < end; edge++) {
    if (graph.edgeKind[edge] !== EdgeKind.internal) continue;
    if (names.includes(graph.edgeName[edge] as StringIndex)) return graph.edgeTarget[edge];
  }
  return null;
}

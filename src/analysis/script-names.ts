// SPDX-License-Identifier: MIT
// Which nodes are modules, and what their files are called: CommonJS `Module` objects by `filename`, ES modules
// by the URL of their wrapper or of a function in them. Cost: O(script URLs) to prepare, O(edges of a node) each.

import type { EdgeOrdinal, NodeOrdinal, StringIndex } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { findStrings } from '../format/string-table.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { type LocationIndex, findLocation } from '../heap/locations.js';
import { isNodeNamed, nodeName } from '../heap/names.js';
import { isRuntimeScript } from './runtime-scripts.js';

/** Look-ups around scripts. */
export interface ScriptNames {
  /** File or URL of a module, '' if it is a module of unknown name, null if the node is no module. */
  moduleFile(node: NodeOrdinal): string | null;
  /** A URL or path as people of the project would say it: below the folder that all its files share. */
  shorten(url: string): string;
}

/** Ropes are put together up to this length. */
const LONGEST_TEXT = 4096;

/** Names of nodes that are modules, or may be. */
export const MODULE_NAMES: readonly string[] = ['Module', 'ModuleWrap', 'system / SourceTextModule'];

/** Prepares the look-ups. */
export function buildScriptNames(graph: HeapGraph, locations: LocationIndex): ScriptNames {
  const [filename, exportsName, url, id, functionName] = findStrings(graph.strings, [
    'filename',
    'exports',
    'url',
    'id',
    'function',
  ]);
  const root = findCommonFolder([...locations.urls.values()].map(pathOfUrl));
  const textOf = (node: NodeOrdinal, property: StringIndex): string | null => {
    const target = findTarget(graph, node, EdgeKind.property, property);
    return target === null ? null : readText(graph, target);
  };
  const urlOfFunction = (node: NodeOrdinal): string | null => {
    const end = graph.firstEdge[node + 1];
    for (let edge = graph.firstEdge[node]; edge < end; edge++) {
      if (graph.edgeKind[edge] === EdgeKind.weak) continue;
      const target = graph.edgeTarget[edge];
      // An async module's body waits in a generator.
      const closure =
        graph.nodeKind[target] === NodeKind.object
          ? findTarget(graph, target, EdgeKind.internal, functionName)
          : target;
      if (closure === null || graph.nodeKind[closure] !== NodeKind.closure) continue;
      const found = findLocation(graph, locations, closure)?.url ?? null;
      if (found !== null) return found;
    }
    return null;
  };
  return {
    moduleFile(node) {
      const kind = graph.nodeKind[node];
      if (kind === NodeKind.object) {
        if (isNodeNamed(graph, node, 'Module')) {
          if (findTarget(graph, node, EdgeKind.property, exportsName) === null) return null;
          return textOf(node, filename) ?? textOf(node, id) ?? '';
        }
        return isNodeNamed(graph, node, 'ModuleWrap') ? (textOf(node, url) ?? '') : null;
      }
      if (kind !== NodeKind.hidden && kind !== NodeKind.native && kind !== NodeKind.code) return null;
      return isNodeNamed(graph, node, 'system / SourceTextModule') ? (urlOfFunction(node) ?? '') : null;
    },
    shorten: (text) => shortenPath(pathOfUrl(text), root),
  };
}

/** Whether a script is the runtime's own, or no file at all. */
export function isRuntimeUrl(url: string): boolean {
  return url === 'evalmachine.<anonymous>' || isRuntimeScript(url);
}

/** The target of a node's edge of this kind and name, or null. */
export function findTarget(
  graph: HeapGraph,
  node: NodeOrdinal,
  kind: number,
  name: StringIndex,
): NodeOrdinal | null {
  const end = graph.firstEdge[node + 1];
  for (let edge: EdgeOrdinal = graph.firstEdge[node]; edge < end; edge++) {
    if (graph.edgeKind[edge] === kind && graph.edgeName[edge] === (name as number))
      return graph.edgeTarget[edge];
  }
  return null;
}

/** The text of a string node, ropes included; null for other nodes and for what is not in the snapshot. */
export function readText(graph: HeapGraph, node: NodeOrdinal): string | null {
  const [first, second] = [NodeKind.consString, NodeKind.string];
  const pending: NodeOrdinal[] = [node];
  let text = '';
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (text.length > LONGEST_TEXT || pending.length > LONGEST_TEXT) return null;
    const kind = graph.nodeKind[next];
    if (kind === second) text += nodeName(graph, next);
    else if (kind === first) pending.push(...findParts(graph, next));
    else return null;
  }
  return text;
}

/** The two halves of a rope, the second one first. */
function findParts(graph: HeapGraph, rope: NodeOrdinal): NodeOrdinal[] {
  const parts: NodeOrdinal[] = [];
  const end = graph.firstEdge[rope + 1];
  for (let edge = graph.firstEdge[rope]; edge < end; edge++) {
    if (graph.edgeKind[edge] !== EdgeKind.internal) continue;
    const kind = graph.nodeKind[graph.edgeTarget[edge]];
    if (kind === NodeKind.string || kind === NodeKind.consString || kind === NodeKind.slicedString)
      parts.push(graph.edgeTarget[edge]);
  }
  return parts.reverse();
}

function pathOfUrl(url: string): string {
  if (!url.startsWith('file://')) return url;
  try {
    return decodeURIComponent(url.slice('file://'.length));
  } catch {
    return url.slice('file://'.length);
  }
}

/** The folder that all application files are in, with a slash at its end; '' if there is none. */
function findCommonFolder(paths: readonly string[]): string {
  const files = paths.filter(
    (path) => /^(?:\/|[A-Za-z]:[\\/])/.test(path) && !/[\\/]node_modules[\\/]/.test(path),
  );
  if (files.length === 0) return '';
  let folder = files[0].slice(0, lastSlash(files[0]) + 1);
  for (const file of files) {
    while (folder !== '' && !file.startsWith(folder))
      folder = folder.slice(0, lastSlash(folder.slice(0, -1)) + 1);
  }
  return folder;
}

function shortenPath(path: string, root: string): string {
  const packages = /^.*[\\/]node_modules[\\/](?!\.pnpm)/.exec(path);
  if (packages) return path.slice(packages[0].length);
  // A lone "/" in common says nothing, and cutting it off would make an absolute path look relative.
  if (root.length > 1 && path.startsWith(root)) return path.slice(root.length);
  return path;
}

function lastSlash(path: string): number {
  return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
}

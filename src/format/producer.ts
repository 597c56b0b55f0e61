// SPDX-License-Identifier: MIT
// A snapshot -> which program wrote it, told by the heap itself: the object behind `process.versions` where
// there is one, else fields, types, ids and names that only one producer has.
//
// Cost: one pass over the edges' names and one over the strings' first bytes; nothing is decoded but versions.

import type { StringIndex } from '../core/columns.js';
import { EdgeKind, NodeKind } from './kinds.js';
import type { SnapshotData } from './snapshot-data.js';
import { findStrings, startsWith, stringText } from './string-table.js';

/** Who wrote a snapshot. */
export interface Producer {
  readonly name:
    | 'Node.js'
    | 'Deno'
    | 'Electron'
    | 'Chromium'
    | 'workerd'
    | 'Bun'
    | 'Hermes'
    | 'Julia'
    | 'ArkTS'
    | 'V8'
    | 'unknown';
  /** Such as `20.20.2`; null where the heap does not hold it. */
  readonly version: string | null;
  /** Such as `11.3.244.8-node.38`. */
  readonly v8Version: string | null;
  /** For people: `Node 20.20 (V8 11.3)`. */
  readonly label: string;
}

/** Runtimes that list themselves in `process.versions`, the more special ones first. */
const RUNTIMES = [
  ['electron', 'Electron'],
  ['deno', 'Deno'],
  ['bun', 'Bun'],
  ['node', 'Node.js'],
] as const;
/** By this it holds all its objects. */
const WORKERD = 'workerd / HeapTracer';
const MAX_VERSION_OBJECTS = 16;
const VERSION = /^\d+\.\d+[\w.+-]*$/;

/** Recognizes the producer of a snapshot. */
export function recognizeProducer(data: SnapshotData): Producer {
  const names = ['v8', WORKERD, 'HermesInternal', '(GC Roots)'];
  const [v8, workerd, ...hermes] = findStrings(data.strings, names);
  const foreign = foreignProducer(data, hermes);
  if (foreign !== null) return describe(foreign, null, null);
  const versions = findVersions(data, v8);
  // It may say that it is Node as well.
  if (workerd >= 0) return describe('workerd', null, versions.get('v8') ?? null);
  for (const [key, name] of RUNTIMES) {
    const version = versions.get(key);
    if (version !== undefined) return describe(name, version, versions.get('v8') ?? null);
  }
  const name = isChromium(data) ? 'Chromium' : 'V8';
  return describe(name, null, versions.get('v8') ?? null);
}

/** Whether the file leaves out much of what holds what: JavaScriptCore's do, e.g. the entries of every Map and Set. */
export function hasMissingEdges(data: SnapshotData): boolean {
  return countsIds(data) && recognizeProducer(data).name === 'Bun';
}

function describe(name: Producer['name'], version: string | null, v8Version: string | null): Producer {
  const shown = name === 'Node.js' && version !== null ? 'Node' : name;
  const own = version === null ? shown : `${shown} ${majorMinor(version)}`;
  const label = v8Version === null ? own : `${own} (V8 ${majorMinor(v8Version)})`;
  return { name, version, v8Version, label };
}

function majorMinor(version: string): string {
  return version.split('.', 2).join('.');
}

/** Producers that are not V8, by what V8 never writes. */
function foreignProducer(data: SnapshotData, hermesStrings: readonly StringIndex[]): Producer['name'] | null {
  const { header, nodes } = data;
  if (header.nodeFields.includes('native_size')) return 'ArkTS';
  const types = new Set(Array.from(header.nodeKinds.codes, (code) => header.nodeKinds.names[code]));
  if (!types.has('closure') && !types.has('hidden')) {
    const isJulia = nodes.id[0] === 0 || [...types].some((type) => /^jl_|^(?:Core|Base)\./.test(type));
    return isJulia ? 'Julia' : 'unknown';
  }
  const hasNoCounts = header.nodeCount === 0 && header.edgeCount === 0;
  const hermesSigns = hermesStrings.filter((index) => index >= 0).length + (hasNoCounts ? 1 : 0);
  if (hermesSigns >= 2 || (hermesSigns === 1 && hasConstructorNames(data))) return 'Hermes';
  return countsIds(data) ? 'Bun' : null;
}

/** V8 gives odd ids to its objects, the first two of which are 1 and 3; JavaScriptCore counts. */
function countsIds({ nodes: { id, count } }: SnapshotData): boolean {
  return count > 3 && id[0] === 1 && id[1] === 2 && id[3] === id[2] + 1;
}

/** Hermes calls a plain object `Object(`, its constructor or properties, and `)`. */
function hasConstructorNames({ nodes, strings }: SnapshotData): boolean {
  for (let n = 0; n < nodes.count; n++) {
    if (nodes.kind[n] === NodeKind.object && startsWith(strings, nodes.name[n] as StringIndex, 'Object(')) {
      return true;
    }
  }
  return false;
}

/** What an object like `process.versions` says: the one that has `v8` and most of what Node lists there. */
function findVersions(data: SnapshotData, v8: StringIndex): ReadonlyMap<string, string> {
  if (v8 < 0) return new Map();
  const { edges, nodes } = data;
  const { kind, target, count } = edges;
  const name = edges.name.subarray(0, count);
  let best = new Map<string, string>();
  let tried = 0;
  for (let e = name.indexOf(v8); e >= 0 && tried < MAX_VERSION_OBJECTS; e = name.indexOf(v8, e + 1)) {
    if (kind[e] !== EdgeKind.property) continue;
    if (nodes.kind[target[e]] !== NodeKind.string) continue;
    const versions = readVersions(data, ownerOf(data, e));
    tried++;
    if (!VERSION.test(versions.get('v8') ?? '')) continue;
    // Deno.version names Deno, process.versions its own claim to be Node: both count.
    const isRuntime = versions.has('uv') || versions.has('deno') || versions.has('modules');
    if (isRuntime) best = new Map([...best, ...versions]);
  }
  return best;
}

/** Properties of a node whose values are strings that look like versions. */
function readVersions({ edges, nodes, strings }: SnapshotData, owner: number): Map<string, string> {
  const versions = new Map<string, string>();
  for (let e = nodes.firstEdge[owner]; e < nodes.firstEdge[owner + 1]; e++) {
    if (edges.kind[e] !== EdgeKind.property) continue;
    const value = edges.target[e];
    if (nodes.kind[value] !== NodeKind.string) continue;
    const key = stringText(strings, edges.name[e] as StringIndex);
    if (!/^(?:v8|uv|modules|node|deno|bun|electron)$/.test(key)) continue;
    const text = stringText(strings, nodes.name[value] as StringIndex);
    if (text.length < 40 && /^\d[\w.+-]*$/.test(text)) versions.set(key, text);
  }
  return versions;
}

function ownerOf({ nodes }: SnapshotData, edge: number): number {
  let low = 0;
  let high = nodes.count;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (nodes.firstEdge[middle] <= edge) low = middle;
    else high = middle;
  }
  return low;
}

/** Pages have a window, and Blink's own cells. */
function isChromium({ strings }: SnapshotData): boolean {
  for (let i = 0; i < strings.count; i++) {
    const index = i as StringIndex;
    if (startsWith(strings, index, 'blink::') || startsWith(strings, index, 'Window / ')) return true;
  }
  return false;
}

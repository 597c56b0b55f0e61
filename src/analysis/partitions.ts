// SPDX-License-Identifier: MIT
// All nodes -> groups by one criterion, in the form of a class index, so that the class table counts and sizes
// them (retained sizes without double counting too). Heapy's byclodo, byrcs, byvia and the rest.
//
// O(nodes + edges) each; the texts of groups are made once a group.

import type { BitSet } from '../core/bit-set.js';
import { hasBit } from '../core/bit-set.js';
import type { ColumnPool } from '../core/column-pool.js';
import { NO_EDGE, type NodeColumn, type NodeOrdinal } from '../core/columns.js';
import { buildSequenceTable } from '../core/sequence-table.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { stringText } from '../format/string-table.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { type LocationIndex, findLocation } from '../heap/locations.js';
import { buildEdgeOwners, buildRetainerIndex, releaseRetainerIndex } from '../heap/retainers.js';
import type { ClassIndex } from './classes.js';
import { Detachedness } from './detachedness.js';
import { groupByEdge } from './edge-groups.js';
import { listRenamedEdges } from './renamed-edges.js';
import type { RetainingTree } from './retaining-paths.js';
import { buildScriptNames, isRuntimeUrl } from './script-names.js';

export type PartitionCriterion =
  | 'class'
  | 'shape'
  | 'location'
  | 'retainers'
  | 'edge'
  | 'size'
  | 'module'
  | 'package'
  | 'kind'
  | 'detachedness';

/** What groups are made from. */
export interface PartitionInputs {
  readonly graph: HeapGraph;
  readonly classes: ClassIndex;
  readonly locations: LocationIndex;
  readonly shallowSize: NodeColumn;
  readonly detachedness: { readonly state: NodeColumn | null };
  readonly retaining: BitSet;
  readonly pool: ColumnPool;
  /** Best retaining paths; made when a criterion needs them. */
  readonly findTree: () => RetainingTree;
}

/** Whether a criterion needs the best retaining paths. */
export function usesPaths(by: PartitionCriterion): boolean {
  return by === 'edge' || by === 'module' || by === 'package';
}

/** Groups all nodes. */
export function computePartition(inputs: PartitionInputs, by: PartitionCriterion): ClassIndex {
  const { graph, classes, shallowSize, detachedness } = inputs;
  switch (by) {
    case 'class':
      return groupBy(graph, (node) => classes.classes[classes.classOf[node]].name);
    case 'kind':
      return groupBy(graph, (node) => graph.nodeKindNames[graph.nodeKind[node]]);
    case 'detachedness':
      return groupBy(graph, (node) => stateText(detachedness.state?.[node]));
    case 'size':
      return groupBySize(graph, shallowSize);
    case 'location':
      return groupBy(graph, locationText(inputs));
    case 'shape':
      return groupByShape(inputs);
    case 'retainers':
      return groupByRetainers(inputs);
    case 'edge':
      return groupByEdge(graph, inputs.findTree(), listRenamedEdges(graph, inputs.locations), inputs.pool);
    case 'module':
      return groupByFile(inputs, (url, shorten) => shorten(url));
    case 'package':
      return groupByFile(inputs, packageOf);
  }
}

function groupBy(graph: HeapGraph, textOf: (node: NodeOrdinal) => string): ClassIndex {
  const groups = buildTextGroups();
  const classOf = new Uint32Array(graph.nodeCount);
  let lastText = '';
  let last = -1;
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    const text = textOf(node);
    if (text !== lastText || last < 0) {
      lastText = text;
      last = groups.numberOf(text);
    }
    classOf[node] = last;
  }
  return { classOf, classes: groups.list() };
}

interface TextGroups {
  /** Numbers texts in order of first appearance. */
  numberOf(text: string): number;
  list(): ClassIndex['classes'];
}

function buildTextGroups(): TextGroups {
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    let number = numbers.get(text);
    if (number === undefined) numbers.set(text, (number = numbers.size));
    return number;
  };
  return {
    numberOf,
    list: () => [...numbers.keys()].map((name) => ({ name, place: null })),
  };
}

function stateText(state: number | undefined): string {
  if (state === Detachedness.attached) return 'attached';
  return state === Detachedness.detached ? 'detached' : 'unknown';
}

/** Powers of two: `64-127 B`. Group 0 is of size 0, group n of sizes from 2^(n-1) on. */
function groupBySize(graph: HeapGraph, shallowSize: NodeColumn): ClassIndex {
  const classOf = new Uint32Array(graph.nodeCount);
  let most = 0;
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    const size = shallowSize[node];
    const high = size / 2 ** 32;
    const group = high >= 1 ? 64 - Math.clz32(high) : 32 - Math.clz32(size);
    classOf[node] = group;
    if (group > most) most = group;
  }
  const classes = Array.from({ length: most + 1 }, (_, group) => ({
    name: group === 0 ? '0 B' : `${2 ** (group - 1)}-${2 ** group - 1} B`,
    place: null,
  }));
  return { classOf, classes };
}

/** Columns of one line; longer ones share texts with the next line, which no source has. */
const LONGEST_LINE = 2 ** 24;

function locationText({ graph, locations }: PartitionInputs): (node: NodeOrdinal) => string {
  const ofScript = new Map<number, Map<number, string>>();
  const { scriptId, line, column } = graph.data.locations;
  const scripts = buildScriptNames(graph, locations);
  return (node) => {
    const record = locations.recordOf[node];
    if (record === 0) return '(no location)';
    const id = scriptId[record - 1];
    let texts = ofScript.get(id);
    if (texts === undefined) ofScript.set(id, (texts = new Map<number, string>()));
    const key = line[record - 1] * LONGEST_LINE + column[record - 1];
    let text = texts.get(key);
    if (text === undefined) {
      const found = findLocation(graph, locations, node);
      const place = found?.source ?? found;
      const url = place?.url ?? null;
      const file = url === null ? `script ${id}` : scripts.shorten(url);
      texts.set(key, (text = `${file}:${(place?.line ?? 0) + 1}:${(place?.column ?? 0) + 1}`));
    }
    return text;
  };
}

/** Objects by class and the names of their properties, in order; other nodes by class. */
function groupByShape({ graph, classes }: PartitionInputs): ClassIndex {
  const sequences = buildSequenceTable();
  const classOf = new Uint32Array(graph.nodeCount);
  let items = new Uint32Array(64);
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    let length = 0;
    items[length++] = classes.classOf[node];
    if (graph.nodeKind[node] === NodeKind.object) {
      const end = graph.firstEdge[node + 1];
      for (let edge = graph.firstEdge[node]; edge < end; edge++) {
        if (graph.edgeKind[edge] !== EdgeKind.property) continue;
        if (length === items.length) {
          const longer = new Uint32Array(length * 2);
          longer.set(items);
          items = longer;
        }
        items[length++] = graph.edgeName[edge];
      }
    }
    classOf[node] = sequences.intern(items, length);
  }
  const texts = Array.from({ length: sequences.count() }, (_, id) => {
    const [number, ...properties] = sequences.items(id);
    const names = properties
      .map((name) => stringText(graph.strings, name as never))
      .filter((name) => name !== '__proto__');
    const className = classes.classes[number].name;
    return names.length === 0 ? className : `${className} {${cutList(names)}}`;
  });
  return mergeTexts(classOf, texts);
}

const LONGEST_LIST = 12;

function cutList(names: readonly string[]): string {
  const shown = names.slice(0, LONGEST_LIST).join(', ');
  return names.length > LONGEST_LIST ? `${shown}, … ${names.length - LONGEST_LIST} more` : shown;
}

/** Different sequences may have the same text. */
function mergeTexts(classOf: Uint32Array, texts: readonly string[]): ClassIndex {
  const groups = buildTextGroups();
  const merged = Uint32Array.from(texts, (text) => groups.numberOf(text));
  for (let node = 0; node < classOf.length; node++) classOf[node] = merged[classOf[node]];
  return { classOf, classes: groups.list() };
}

const MOST_CLASSES = 8;

/** By the set of classes that hold a node; after a few classes the rest is one. */
function groupByRetainers({ graph, classes, retaining, pool }: PartitionInputs): ClassIndex {
  const index = buildRetainerIndex(graph, pool);
  const owners = buildEdgeOwners(graph, pool);
  const { firstIn, nextIn } = index;
  const sequences = buildSequenceTable();
  const classOf = new Uint32Array(graph.nodeCount);
  const items = new Uint32Array(MOST_CLASSES + 1);
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    let length = 0;
    for (let edge = firstIn[node]; edge !== NO_EDGE && length <= MOST_CLASSES; edge = nextIn[edge]) {
      if (!hasBit(retaining, edge)) continue;
      const number = classes.classOf[owners[edge] as NodeOrdinal];
      let at = 0;
      while (at < length && items[at] < number) at++;
      if (at < length && items[at] === number) continue;
      items.copyWithin(at + 1, at, length);
      items[at] = number;
      length++;
    }
    classOf[node] = sequences.intern(items, Math.min(length, MOST_CLASSES + 1));
  }
  releaseRetainerIndex(index, pool);
  pool.give(owners);
  const texts = Array.from({ length: sequences.count() }, (_, id) => {
    const numbers = sequences.items(id);
    if (numbers.length > MOST_CLASSES) return '(many classes)';
    const names = [...new Set(Array.from(numbers, (number) => classes.classes[number].name))].sort();
    return names.length === 0 ? '(none)' : names.join(', ');
  });
  return mergeTexts(classOf, texts);
}

const NO_MODULE = '(no module)';

/** By the file of the nearest module, function or class above a node on its best path. */
function groupByFile(
  inputs: PartitionInputs,
  tell: (url: string, shorten: (url: string) => string) => string,
): ClassIndex {
  const { graph, locations, findTree } = inputs;
  const tree = findTree();
  const scripts = buildScriptNames(graph, locations);
  const locatedUrl = buildLocatedUrls(graph, locations);
  const names = [NO_MODULE];
  const numbers = new Map([[NO_MODULE, 0]]);
  const ofUrl = new Map<string, number>();
  const numberOf = (url: string): number => {
    let number = ofUrl.get(url);
    if (number === undefined) {
      const name = tell(url, (text) => scripts.shorten(text));
      number = numbers.get(name) ?? names.push(name) - 1;
      numbers.set(name, number);
      ofUrl.set(url, number);
    }
    return number;
  };
  const classOf = new Uint32Array(graph.nodeCount);
  for (let i = 1; i < tree.reached; i++) {
    const node = tree.order[i] as NodeOrdinal;
    const url = scripts.moduleFile(node) ?? locatedUrl(node) ?? '';
    // The runtime's classes belong to whoever made them.
    classOf[node] =
      url === '' || (isRuntimeUrl(url) && classOf[tree.parentOf[node]] !== 0)
        ? classOf[tree.parentOf[node]]
        : numberOf(url);
  }
  return { classOf, classes: names.map((name) => ({ name, place: null })) };
}

/** The file of a node's place, looked up in source maps once a place: a heap has few of them, and millions of nodes. */
function buildLocatedUrls(graph: HeapGraph, locations: LocationIndex): (node: NodeOrdinal) => string | null {
  const { scriptId, line, column } = graph.data.locations;
  const { recordOf, urls, sources } = locations;
  const ofScript = new Map<number, Map<number, string | null>>();
  return (node) => {
    const record = recordOf[node];
    if (record === 0) return null;
    const id = scriptId[record - 1];
    if (sources === null) return urls.get(id) ?? null;
    let ofPlace = ofScript.get(id);
    if (ofPlace === undefined) ofScript.set(id, (ofPlace = new Map<number, string | null>()));
    const key = line[record - 1] * LONGEST_LINE + column[record - 1];
    let url = ofPlace.get(key);
    if (url === undefined) {
      const place = findLocation(graph, locations, node);
      ofPlace.set(key, (url = place?.source?.url ?? place?.url ?? null));
    }
    return url;
  };
}

/** `express`, `@scope/name`, `(runtime)` or `(application)`. */
function packageOf(url: string): string {
  if (isRuntimeUrl(url)) return '(runtime)';
  const [, name] = /^.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(url) ?? [];
  return name === undefined ? '(application)' : name.replace('\\', '/');
}

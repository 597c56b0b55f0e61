// SPDX-License-Identifier: MIT
// Plain objects told apart by their properties. DevTools groups objects named `Object` under an inferred
// interface such as {id, name, price}; this gives the same groups.
//
//   infer: the properties of each object, in order, until the text passes 120 characters; what at least
//          max(2, objects / 1000) objects share becomes a definition, most popular first
//   match: an object gets the definition with the most properties of which it has all; ties go to the more popular
//
// Objects with the same properties in the same order behave alike, so everything is done once a sequence.
// O(edges of plain objects) + O(different sequences * definitions).
// Source: DevTools HeapSnapshot.ts, inferInterfaceDefinitions and applyInterfaceDefinitions.

import type { NodeOrdinal, StringIndex } from '../core/columns.js';
import { type SequenceTable, buildSequenceTable } from '../core/sequence-table.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { type StringTable, findStrings, stringText } from '../format/string-table.js';
import type { HeapGraph } from '../heap/heap-graph.js';

const MIN_PROPERTIES = 1;
const MAX_NAME_LENGTH = 120;
const MIN_OBJECTS = 2;
const MIN_SHARE = 1000;
const BACKSLASH = 0x5c;

/** One inferred shape; `properties` in the order of the objects. */
export interface ShapeDefinition {
  /** `{first, second}`: the class name of what matches. */
  readonly name: string;
  readonly properties: readonly string[];
  /** Objects that it was inferred from. */
  readonly objects: number;
}

/** The plain objects of a graph by their sequence of property names. */
export interface PlainObjects {
  /** String index of the name `Object`, or -1. */
  readonly objectName: StringIndex;
  /** Sequence number of each plain object, in node order. */
  readonly sequenceOf: Uint32Array;
  /** Number of objects of each sequence. */
  readonly objectCounts: Uint32Array;
  /** Property names (string indexes) of each sequence. */
  readonly sequences: SequenceTable;
  readonly count: number;
}

/** Whether DevTools would call it a plain object. */
export function isPlainObject(graph: HeapGraph, objectName: StringIndex, node: NodeOrdinal): boolean {
  return graph.nodeKind[node] === NodeKind.object && graph.nodeName[node] === objectName;
}

/** Collects the plain objects. O(nodes + their edges). */
export function findPlainObjects(graph: HeapGraph): PlainObjects {
  const { nodeCount, firstEdge, edgeKind, edgeName } = graph;
  const [objectName] = findStrings(graph.strings, ['Object']);
  const sequences = buildSequenceTable();
  let total = 0;
  for (let node = 0 as NodeOrdinal; node < nodeCount; node++)
    if (isPlainObject(graph, objectName, node)) total++;
  const sequenceOf = new Uint32Array(total);
  let names = new Uint32Array(64);
  let count = 0;
  for (let node = 0 as NodeOrdinal; count < total; node++) {
    if (!isPlainObject(graph, objectName, node)) continue;
    const end = firstEdge[node + 1];
    let length = 0;
    for (let edge = firstEdge[node]; edge < end; edge++) {
      if (edgeKind[edge] !== EdgeKind.property) continue;
      if (length === names.length) {
        const longer = new Uint32Array(length * 2);
        longer.set(names);
        names = longer;
      }
      names[length++] = edgeName[edge];
    }
    sequenceOf[count++] = sequences.intern(names, length);
  }
  const objectCounts = new Uint32Array(sequences.count());
  for (let i = 0; i < total; i++) objectCounts[sequenceOf[i]]++;
  return { objectName, sequenceOf, objectCounts, sequences, count: total };
}

/** Infers the definitions of a snapshot, most popular first. */
export function inferShapes(graph: HeapGraph, plain: PlainObjects): readonly ShapeDefinition[] {
  const text = memoizedText(graph);
  const candidates = new Map<string, ShapeDefinition>();
  for (let sequence = 0; sequence < plain.sequences.count(); sequence++) {
    const shape = shapeOf(plain.sequences.items(sequence), text);
    if (shape === null) continue;
    const known = candidates.get(shape.name) ?? { ...shape, objects: 0 };
    candidates.set(shape.name, { ...known, objects: known.objects + plain.objectCounts[sequence] });
  }
  const least = Math.max(MIN_OBJECTS, plain.count / MIN_SHARE);
  // The sort is stable and sequences are in order of first appearance, as DevTools' candidates are.
  return [...candidates.values()]
    .sort((a, b) => b.objects - a.objects)
    .filter(({ objects }) => objects >= least);
}

function shapeOf(
  sequence: Uint32Array,
  text: (index: number) => string,
): Omit<ShapeDefinition, 'objects'> | null {
  let name = '{';
  const properties: string[] = [];
  for (const index of sequence) {
    const property = text(index);
    if (property === '__proto__') continue;
    const formatted = formatPropertyName(property);
    if (name.length > MIN_PROPERTIES && name.length + formatted.length > MAX_NAME_LENGTH) break;
    if (name.length !== 1) name += ', ';
    name += formatted;
    properties.push(property);
  }
  return properties.length === 0 ? null : { name: `${name}}`, properties };
}

/** Names that would be confusing between braces are written as JSON. */
export function formatPropertyName(name: string): string {
  return /[,'"{}]/.test(name) ? JSON.stringify(name) : name;
}

function memoizedText(graph: HeapGraph): (index: number) => string {
  const texts = new Map<number, string>();
  return (index) => {
    let text = texts.get(index);
    if (text === undefined) {
      text = stringText(graph.strings, index as StringIndex);
      texts.set(index, text);
    }
    return text;
  };
}

/** Node of a tree of definitions, by sorted property. */
interface Branch {
  readonly next: Map<number, Branch>;
  /** Definition that ends here, -1 = none. */
  definition: number;
  depth: number;
}

/**
 * Finds the definition of each sequence.
 * @returns index into `definitions` by sequence, -1 where none matches
 */
export function matchShapes(
  graph: HeapGraph,
  plain: PlainObjects,
  definitions: readonly ShapeDefinition[],
): Int32Array {
  // Properties become their rank among all properties of definitions; others can't matter.
  const vocabulary = [...new Set(definitions.flatMap(({ properties }) => properties))].sort(byCodeUnits);
  const rank = new Map(vocabulary.map((property, index) => [property, index]));
  const root: Branch = { next: new Map(), definition: -1, depth: 0 };
  definitions.forEach(({ properties }, index) => {
    let branch = root;
    for (const property of [...properties].sort(byCodeUnits)) {
      const step = rank.get(property) as number;
      let next = branch.next.get(step);
      if (!next) branch.next.set(step, (next = { next: new Map(), definition: -1, depth: branch.depth + 1 }));
      branch = next;
    }
    if (branch.definition < 0) branch.definition = index;
  });
  const text = memoizedText(graph);
  const ranks = new Map<number, number>();
  const mayBe = buildWordFilter(graph.strings, vocabulary);
  const rankOf = (index: number): number => {
    if (!mayBe(index)) return -1;
    let found = ranks.get(index);
    if (found === undefined) ranks.set(index, (found = rank.get(text(index)) ?? -1));
    return found;
  };
  const matches = new Int32Array(plain.sequences.count()).fill(-1);
  for (let sequence = 0; sequence < matches.length; sequence++) {
    const steps = Array.from(plain.sequences.items(sequence), rankOf).filter((step) => step >= 0);
    matches[sequence] = bestMatch(
      root,
      steps.sort((a, b) => a - b),
    );
  }
  return matches;
}

/**
 * Whether a string may be one of these words, by its length and first byte. An object that is used as a dictionary has as
 * many names as entries, and none of them needs to be decoded.
 */
function buildWordFilter(
  { bytes, offsets }: StringTable,
  words: readonly string[],
): (index: number) => boolean {
  const seen = new Uint8Array(1 << 16);
  const keyOf = (length: number, first: number): number => ((length & 0xff) << 8) | first;
  for (const word of words) seen[keyOf(word.length, word === '' ? 0 : word.charCodeAt(0) & 0xff)] = 1;
  return (index) => {
    const start = offsets[index];
    const end = offsets[index + 1];
    if (seen[keyOf(end - start, end === start ? 0 : bytes[start])] === 1) return true;
    // With escapes or anything but ASCII its length is not that of the text.
    for (let at = start; at < end; at++) if (bytes[at] === BACKSLASH || bytes[at] >= 0x80) return true;
    return false;
  };
}

/** Walks all branches whose properties are among `steps` (ascending). */
function bestMatch(root: Branch, steps: readonly number[]): number {
  const branches: Branch[] = [root];
  let best = -1;
  let bestDepth = 0;
  for (const step of steps) {
    for (let b = branches.length - 1; b >= 0; b--) {
      const next = branches[b].next.get(step);
      if (!next || branches.includes(next)) continue;
      branches.push(next);
      if (next.definition < 0 || next.depth < bestDepth) continue;
      if (next.depth > bestDepth || next.definition < best) {
        best = next.definition;
        bestDepth = next.depth;
      }
    }
  }
  return best;
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

// SPDX-License-Identifier: MIT
// The class of every node: class name (as DevTools shows it) and, for objects with a location of their own,
// where the class was defined. Dense class numbers, so that tables are arrays. O(nodes).
// Source: DevTools HeapSnapshot.ts, calculateObjectNames and classKeyInternal.

import type { ColumnPool } from '../core/column-pool.js';
import { type BitSet, hasBit } from '../core/bit-set.js';
import type { NodeOrdinal, StringIndex } from '../core/columns.js';
import { buildSequenceTable } from '../core/sequence-table.js';
import type { SourceLookup, SourcePlace } from '../core/source-place.js';
import { NodeKind } from '../format/kinds.js';
import { startsWith, stringText } from '../format/string-table.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import type { LocationIndex } from '../heap/locations.js';
import { type PlainObjects, type ShapeDefinition, matchShapes } from './shapes.js';

/** What tells one class from another. Lines and columns are 0-based. */
export interface ClassIdentity {
  readonly name: string;
  /** Where it was defined; null for classes known by name only. */
  readonly place: ClassPlace | null;
  /** What V8 calls it, where a source map knows a better name. */
  readonly generatedName?: string;
}

/** Lines and columns are 0-based. */
export interface ClassPlace {
  readonly scriptId: number;
  readonly line: number;
  readonly column: number;
  /** What a source map knows of it. */
  readonly source?: SourcePlace | null;
}

/** The classes of a graph. */
export interface ClassIndex {
  /** Class number a node. */
  readonly classOf: Uint32Array;
  /** Identity by class number. */
  readonly classes: readonly ClassIdentity[];
}

/** What the classes depend on. */
export interface ClassInputs {
  readonly locations: LocationIndex;
  /** Nodes to be called "Detached ..."; null = none. */
  readonly detached: BitSet | null;
  readonly plain: PlainObjects;
  /** In a diff: the definitions of the newest snapshot, for all of them. */
  readonly shapes: readonly ShapeDefinition[];
}

/** Numbers the classes in order of first appearance. */
export function computeClasses(graph: HeapGraph, inputs: ClassInputs, pool: ColumnPool): ClassIndex {
  const { nodeCount, nodeKind } = graph;
  const { recordOf } = inputs.locations;
  const { scriptId, line, column } = graph.data.locations;
  const namer = buildClassNamer(graph, inputs);
  const classOf = pool.take(nodeCount).subarray(0, nodeCount);
  const keys = buildSequenceTable();
  const identities: ClassIdentity[] = [];
  const numberOfName = new Map<number, number>();
  const placedNumbers: number[] = [];
  const key = new Uint32Array(4);
  let lastName = -1;
  let lastNumber = -1;
  for (let node = 0 as NodeOrdinal; node < nodeCount; node++) {
    const name = namer.nameOf(node);
    const record = nodeKind[node] === NodeKind.object ? recordOf[node] : 0;
    if (record === 0) {
      if (name !== lastName) {
        lastName = name;
        lastNumber = numberOfName.get(name) ?? -1;
        if (lastNumber < 0) {
          lastNumber = identities.push({ name: namer.text(name), place: null }) - 1;
          numberOfName.set(name, lastNumber);
        }
      }
      classOf[node] = lastNumber;
      continue;
    }
    key[0] = scriptId[record - 1];
    key[1] = line[record - 1];
    key[2] = column[record - 1];
    key[3] = name;
    const located = keys.intern(key, 4);
    if (located === placedNumbers.length) {
      const place = { scriptId: key[0], line: key[1], column: key[2] };
      placedNumbers.push(identities.push({ name: namer.text(name), place }) - 1);
    }
    classOf[node] = placedNumbers[located];
  }
  return nameClassesByOrigin({ classOf, classes: identities }, inputs.locations);
}

/** The same classes with their original places and names, where there are source maps. O(classes). */
export function nameClassesByOrigin(index: ClassIndex, { urls, sources }: LocationIndex): ClassIndex {
  return sources === null ? index : { ...index, classes: nameByOrigin(index.classes, urls, sources) };
}

/** Objects of these are located at what made them, not at a class of the program. */
const BUILT_IN: ReadonlySet<string> = new Set(
  'Object Array Function Promise Error Generator AsyncGenerator AsyncFunction Iterator Map Set'.split(' '),
);

/** Whether a class is the language's own, so that its place is where the object was made. */
export function isBuiltIn(name: string): boolean {
  return BUILT_IN.has(name);
}

/** The classes with their original places and names. O(classes). @param urls by script id */
export function nameByOrigin(
  classes: readonly ClassIdentity[],
  urls: ReadonlyMap<number, string>,
  sources: SourceLookup,
): readonly ClassIdentity[] {
  return classes.map((identity): ClassIdentity => {
    const { name, place } = identity;
    const url = place === null ? undefined : urls.get(place.scriptId);
    if (place === null || url === undefined) return identity;
    const source = sources.find(url, place.line, place.column, name);
    if (source === null) return identity;
    const placed = { name, place: { ...place, source } };
    const isSame = source.name === null || source.name === name || isBuiltIn(name) || name.startsWith('{');
    return isSame ? placed : { ...placed, name: source.name, generatedName: name };
  });
}

/** Class names as dense numbers. */
interface ClassNamer {
  nameOf(node: NodeOrdinal): number;
  text(name: number): string;
}

function buildClassNamer(graph: HeapGraph, inputs: ClassInputs): ClassNamer {
  const { nodeKind, nodeName, strings } = graph;
  const { detached, plain, shapes } = inputs;
  const texts: string[] = [];
  const numbers = new Map<string, number>();
  const number = (text: string): number => {
    let found = numbers.get(text);
    if (found === undefined) {
      found = texts.push(text) - 1;
      numbers.set(text, found);
    }
    return found;
  };
  // By kind for all kinds whose nodes share one class; -1 where the node's own name decides.
  const byKind = Int32Array.from(graph.nodeKindNames, (_, kind) =>
    kindClass(kind, graph.nodeKindNames, number),
  );
  const byName = new Int32Array(strings.count).fill(-1);
  const byDetachedName = new Map<number, number>();
  const matches = matchShapes(graph, plain, shapes);
  const shapeNumbers = Int32Array.from(matches, (match) => (match < 0 ? -1 : number(shapes[match].name)));
  let plainSeen = 0;
  return {
    text: (name) => texts[name],
    nameOf(node) {
      const kind = nodeKind[node];
      if (byKind[kind] >= 0) return byKind[kind];
      const index = nodeName[node];
      if (kind === NodeKind.object && index === plain.objectName) {
        const shape = shapeNumbers[plain.sequenceOf[plainSeen++]];
        if (shape >= 0) return shape;
      }
      if (detached !== null && kind === NodeKind.native && hasBit(detached, node)) {
        let name = byDetachedName.get(index);
        if (name === undefined) {
          name = number(elementClass(`Detached ${stringText(strings, index)}`));
          byDetachedName.set(index, name);
        }
        return name;
      }
      if (byName[index] < 0) byName[index] = number(nameClass(graph, index));
      return byName[index];
    },
  };
}

function kindClass(kind: number, names: readonly string[], number: (text: string) => number): number {
  switch (kind) {
    case NodeKind.hidden:
      return number('(system)');
    case NodeKind.code:
      return number('(compiled code)');
    case NodeKind.closure:
      return number('Function');
    case NodeKind.regexp:
      return number('RegExp');
    case NodeKind.object:
    case NodeKind.native:
      return -1;
    default:
      return number(`(${names[kind]})`);
  }
}

function nameClass(graph: HeapGraph, index: StringIndex): string {
  const text = stringText(graph.strings, index);
  const isElement = startsWith(graph.strings, index, '<') || startsWith(graph.strings, index, 'Detached <');
  return isElement ? elementClass(text) : text;
}

/** `<div id="a">` -> `<div>`, `Detached <div id="a">` -> `Detached <div>`. */
function elementClass(name: string): string {
  const isDetached = name.startsWith('Detached <');
  if (!isDetached && !name.startsWith('<')) return name;
  const space = name.indexOf(' ', isDetached ? 'Detached <'.length : 0);
  return space < 0 ? name : `${name.slice(0, space)}>`;
}

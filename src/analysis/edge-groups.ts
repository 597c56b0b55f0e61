// SPDX-License-Identifier: MIT
// All nodes -> groups by the property, variable or kind of entry through which the best path holds them. The keys of
// dictionaries are names as well, of which a heap may have a million: they are told apart by their bytes, and made texts
// when somebody reads them.
//
// O(nodes + edges), and O(bytes) once a name.

import type { ColumnPool } from '../core/column-pool.js';
import { NO_EDGE, NO_NODE, type EdgeOrdinal, type NodeOrdinal, type StringIndex } from '../core/columns.js';
import { buildSequenceTable } from '../core/sequence-table.js';
import { EdgeKind } from '../format/kinds.js';
import { type StringTable, stringText } from '../format/string-table.js';
import { findBlockVariable } from '../heap/block-variables.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { edgeName, isNumericEdge } from '../heap/names.js';
import type { ClassIdentity, ClassIndex } from './classes.js';
import { tellEdgeName } from './edge-names.js';
import { buildInternalTest } from './internal-nodes.js';
import type { RenamedEdges } from './renamed-edges.js';
import type { RetainingTree } from './retaining-paths.js';

const MAX_CLIMB = 6;

/** Groups all nodes. @param tree best retaining paths @param renamed names that count instead of those in the heap */
export function groupByEdge(
  graph: HeapGraph,
  tree: RetainingTree,
  renamed: RenamedEdges,
  pool: ColumnPool,
): ClassIndex {
  const isInternal = buildInternalTest(graph);
  const variableOf = buildVariableOf(graph);
  const groups = buildNameGroups(graph.strings);
  const unnamed = graph.edgeKindNames.map((name, kind) => (kind === EdgeKind.element ? '[]' : `(${name})`));
  // Of a kind and a name, the number of the group and 1.
  const named = graph.edgeKindNames.map((): Uint32Array | null => null);
  const numberOfName = (kind: number, name: StringIndex, edge: EdgeOrdinal): number => {
    const known = (named[kind] ??= pool.takeZeroed(graph.strings.count));
    if (known[name] === 0) {
      const prefix = prefixOf(kind);
      const number =
        prefix === null ? groups.numberOfText(otherText(graph, edge)) : groups.numberOf(prefix, name);
      known[name] = number + 1;
    }
    return known[name] - 1;
  };
  const numberOf = (owner: NodeOrdinal, edge: EdgeOrdinal): number => {
    const kind = graph.edgeKind[edge];
    const original = renamed.size === 0 ? undefined : renamed.get(edge);
    if (original !== undefined)
      return groups.numberOfName(kind === EdgeKind.property ? '.' : 'variable ', original);
    if (kind === EdgeKind.hidden) {
      const variable = variableOf(owner, edge);
      if (variable !== null) return numberOfName(EdgeKind.context, variable, edge);
    }
    if (kind === EdgeKind.hidden || isNumericEdge(graph, edge)) return groups.numberOfText(unnamed[kind]);
    return numberOfName(kind, graph.edgeName[edge] as StringIndex, edge);
  };
  const classOf = new Uint32Array(graph.nodeCount);
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    const at = climbToName(graph, tree, { isInternal, variableOf }, node);
    const owner = at === NO_NODE ? NO_NODE : (tree.parentOf[at] as NodeOrdinal);
    if (at === NO_NODE) classOf[node] = groups.numberOfText('(nothing)');
    else if (owner === NO_NODE) classOf[node] = groups.numberOfText('(root)');
    else classOf[node] = numberOf(owner, tree.edgeOf[at] as EdgeOrdinal);
  }
  for (const column of named) if (column !== null) pool.give(column);
  return { classOf, classes: groups.list() };
}

type VariableOf = (owner: NodeOrdinal, edge: EdgeOrdinal) => StringIndex | null;

/** The name of the variable that an edge stands for. It is asked for where a climb ends, and then told. */
function buildVariableOf(graph: HeapGraph): VariableOf {
  let last: EdgeOrdinal = NO_EDGE;
  let variable: StringIndex | null = null;
  return (owner, edge) => {
    if (edge !== last) variable = findBlockVariable(graph, owner, (last = edge));
    return variable;
  };
}

/** The node on the best path, from this one up, whose edge has a name that a person gave; NO_NODE if the path ends before. */
function climbToName(
  graph: HeapGraph,
  { parentOf, edgeOf }: RetainingTree,
  { isInternal, variableOf }: { isInternal: (node: NodeOrdinal) => boolean; variableOf: VariableOf },
  node: NodeOrdinal,
): NodeOrdinal {
  let at = node;
  for (let i = 0; i < MAX_CLIMB; i++) {
    const owner = parentOf[at] as NodeOrdinal;
    if (owner === NO_NODE) return NO_NODE;
    const edge = edgeOf[at] as EdgeOrdinal;
    const kind = graph.edgeKind[edge];
    const isNamed =
      kind === EdgeKind.property ||
      kind === EdgeKind.context ||
      kind === EdgeKind.element ||
      (kind === EdgeKind.hidden && variableOf(owner, edge) !== null);
    if (isNamed || !isInternal(owner)) break;
    at = owner;
  }
  return at;
}

type Prefix = '.' | 'variable ';

/** What stands before a name that a person gave; null for other kinds. */
function prefixOf(kind: number): Prefix | null {
  if (kind === EdgeKind.property) return '.';
  return kind === EdgeKind.context ? 'variable ' : null;
}

function otherText(graph: HeapGraph, edge: EdgeOrdinal): string {
  const name = tellEdgeName(edgeName(graph, edge));
  return /^\d+$/.test(name) ? '[entry]' : `(${name})`;
}

/** Numbers groups in order of first appearance. */
interface NameGroups {
  numberOfText(text: string): number;
  numberOf(prefix: Prefix, name: StringIndex): number;
  numberOfName(prefix: Prefix, name: string): number;
  list(): readonly ClassIdentity[];
}

function buildNameGroups(strings: StringTable): NameGroups {
  const ofText = new Map<string, number>();
  const bytes = buildSequenceTable();
  const ofBytes: number[] = [];
  // A text, or where to find one.
  const names: (string | { readonly prefix: Prefix; readonly name: StringIndex })[] = [];
  const encoder = new TextEncoder();
  let items = new Uint32Array(64);
  const intern = (prefix: Prefix, source: Uint8Array, start: number, end: number): number => {
    if (items.length <= end - start) items = new Uint32Array(2 * (end - start));
    items[0] = prefix === '.' ? 0 : 1;
    for (let at = start; at < end; at++) items[1 + at - start] = source[at];
    return bytes.intern(items, 1 + end - start);
  };
  const numberOfName = (prefix: Prefix, name: string): number => {
    const encoded = encoder.encode(name);
    const id = intern(prefix, encoded, 0, encoded.length);
    if (id === ofBytes.length) ofBytes.push(names.push(`${prefix}${name}`) - 1);
    return ofBytes[id];
  };
  return {
    numberOfText(text) {
      let number = ofText.get(text);
      if (number === undefined) ofText.set(text, (number = names.push(text) - 1));
      return number;
    },
    numberOf(prefix, name) {
      if (!isPlain(strings, name)) return numberOfName(prefix, tellEdgeName(stringText(strings, name)));
      const id = intern(prefix, strings.bytes, strings.offsets[name], strings.offsets[name + 1]);
      if (id === ofBytes.length) ofBytes.push(names.push({ prefix, name }) - 1);
      return ofBytes[id];
    },
    numberOfName,
    list: () =>
      names.map((name): ClassIdentity =>
        typeof name === 'string'
          ? { name, place: null }
          : new NamedLater(() => `${name.prefix}${stringText(strings, name.name)}`),
      ),
  };
}

/** A group whose text is made when it is read. */
class NamedLater implements ClassIdentity {
  readonly place = null;
  readonly #tell: () => string;

  constructor(tell: () => string) {
    this.#tell = tell;
  }

  get name(): string {
    return this.#tell();
  }
}

const [SPACE, AT, BACKSLASH, SLASH, LESS] = [0x20, 0x40, 0x5c, 0x2f, 0x3c];

/** ASCII without anything that `tellEdgeName` changes. */
function isPlain({ bytes, offsets }: StringTable, name: StringIndex): boolean {
  const start = offsets[name];
  const end = offsets[name + 1];
  if (bytes[start] === LESS) return false;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte < SPACE || byte >= 0x80 || byte === AT || byte === BACKSLASH || byte === SLASH) return false;
  }
  return true;
}

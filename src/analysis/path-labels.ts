// SPDX-License-Identifier: MIT
// What an edge is called in a masked path: array indexes, map entries, data-like names and the keys of objects that
// are used as dictionaries are all `[]`; other names keep their text with numbers masked. Equal in every run.
//
// O(distinct edge names) texts, O(edges of plain objects) to find dictionaries.

import { type BitSet, addBit, buildBitSet, hasBit } from '../core/bit-set.js';
import { type EdgeOrdinal, NO_EDGE, type NodeOrdinal, type StringIndex } from '../core/columns.js';
import { maskKeyData, textHash } from '../core/mask-key.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { type StringTable, digitsOf, findStrings, stringHash, stringText } from '../format/string-table.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { edgeName } from '../heap/names.js';
import type { ClassIndex } from './classes.js';

/** Text of every masked entry. */
export const ENTRY_LABEL: string = '[]';
const ENTRY_HASH = textHash(ENTRY_LABEL);
const NUMBER_HASH = textHash(maskKeyData('1'));
/** Of what the file has no edge to. */
const UNHELD_HASH = textHash('(not in the file)');
/** Up to this length `maskKeyData` looks for digits only. */
const LONGEST_PLAIN = 15;
const [STAR, SLASH, DIGIT_0, DIGIT_9, AT, BACKSLASH] = [0x2a, 0x2f, 0x30, 0x39, 0x40, 0x5c];
/** An object with this many properties of one class is a dictionary. */
const MIN_DICTIONARY = 16;
const MIN_DICTIONARY_SHARE = 0.6;

/** Hashes of masked edge names. */
export interface EdgeLabels {
  /** Hash of the masked name, never 0. */
  hashOf(owner: NodeOrdinal, edge: EdgeOrdinal): number;
  isEntry(owner: NodeOrdinal, edge: EdgeOrdinal): boolean;
  textOf(owner: NodeOrdinal, edge: EdgeOrdinal): string;
}

/** Prepares the labels of a graph. */
export function buildEdgeLabels(graph: HeapGraph, classes: ClassIndex): EdgeLabels {
  const { edgeKind, edgeName: names, numericEdgeKinds, nodeKind, nodeName, strings } = graph;
  const hashes = new Uint32Array(strings.count);
  const [objectName] = findStrings(strings, ['Object']);
  const isKnown: BitSet = buildBitSet(graph.nodeCount);
  const isDictionary: BitSet = buildBitSet(graph.nodeCount);
  const isEntry = (owner: NodeOrdinal, edge: EdgeOrdinal): boolean => {
    if (edge === NO_EDGE) return false;
    const kind = edgeKind[edge];
    if (numericEdgeKinds[kind] === 1) return true;
    if (kind !== EdgeKind.property) return false;
    if (nodeKind[owner] !== NodeKind.object || nodeName[owner] !== objectName) return false;
    if (!hasBit(isKnown, owner)) {
      addBit(isKnown, owner);
      if (hasEqualProperties(graph, classes, owner)) addBit(isDictionary, owner);
    }
    return hasBit(isDictionary, owner);
  };
  return {
    isEntry,
    hashOf(owner, edge) {
      if (edge === NO_EDGE) return UNHELD_HASH;
      if (isEntry(owner, edge)) return ENTRY_HASH;
      const index = names[edge];
      if (hashes[index] === 0) {
        hashes[index] = hashMasked(strings, index as StringIndex);
      }
      return hashes[index];
    },
    textOf(owner, edge) {
      if (edge === NO_EDGE) return '';
      if (isEntry(owner, edge)) return ENTRY_LABEL;
      const masked = maskKeyData(edgeName(graph, edge));
      return masked === '*' ? ENTRY_LABEL : masked;
    },
  };
}

/** Hash of a name with its data masked, never 0. Nearly all names are short and plain, and hashed as they lie. */
export function hashMasked(strings: StringTable, index: StringIndex): number {
  if (isPath(strings, index)) return ENTRY_HASH;
  if (!isPlainName(strings, index)) {
    const masked = maskKeyData(stringText(strings, index));
    return masked === '*' ? ENTRY_HASH : textHash(masked) || 1;
  }
  return (isNaN(digitsOf(strings, index)) ? stringHash(strings, index) : NUMBER_HASH) || 1;
}

/** `maskKeyData` makes `*` of paths and addresses, and V8 has a name with both for each entry of a WeakMap. */
function isPath({ bytes, offsets }: StringTable, index: StringIndex): boolean {
  for (let at = offsets[index]; at < offsets[index + 1]; at++)
    if (bytes[at] === SLASH || bytes[at] === AT) return true;
  return false;
}

/** Short ASCII without anything that `maskKeyData` changes; or short digits alone. */
function isPlainName({ bytes, offsets }: StringTable, index: StringIndex): boolean {
  const start = offsets[index];
  const end = offsets[index + 1];
  if (end - start > LONGEST_PLAIN) return false;
  let digits = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte >= 0x80 || byte === BACKSLASH || byte === STAR) return false;
    if (byte >= DIGIT_0 && byte <= DIGIT_9) digits++;
  }
  return digits === 0 || digits === end - start;
}

/** Whether most properties lead to objects of one class, and they are many. */
function hasEqualProperties(graph: HeapGraph, classes: ClassIndex, owner: NodeOrdinal): boolean {
  const { firstEdge, edgeKind, edgeTarget } = graph;
  const end = firstEdge[owner + 1];
  if (end - firstEdge[owner] < MIN_DICTIONARY) return false;
  const counts = new Map<number, number>();
  let properties = 0;
  let most = 0;
  for (let edge = firstEdge[owner]; edge < end; edge++) {
    if (edgeKind[edge] !== EdgeKind.property) continue;
    const number = classes.classOf[edgeTarget[edge]];
    const count = (counts.get(number) ?? 0) + 1;
    counts.set(number, count);
    properties++;
    if (count > most) most = count;
  }
  return most >= MIN_DICTIONARY && most >= properties * MIN_DICTIONARY_SHARE;
}

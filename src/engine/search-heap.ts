// SPDX-License-Identifier: MIT
// A few letters and a heap in memory -> the objects that they may mean: by id, by the property or variable that
// holds them, by their own name, by the text of a string. The id first, then what is called
// exactly so, then the rest, the largest first.
//
// The letters are looked for in the bytes of the string table, ASCII in any case: O(bytes of strings + nodes + edges).

import type { EdgeOrdinal, NodeOrdinal, StringIndex } from '../core/columns.js';
import { tellEdgeName } from '../analysis/edge-names.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import type { StringTable } from '../format/string-table.js';
import { edgeName, isNumericEdge, nodeName } from '../heap/names.js';
import { type ShowStrings, maskClassName, maskKey, maskNodeName } from '../report/mask-names.js';
import type { Analysis } from './analyze.js';

/** What the letters were found in. */
export type FoundIn = 'id' | 'property' | 'name' | 'string';

/** One object. */
export interface FoundObject {
  readonly id: number;
  readonly className: string;
  readonly foundIn: FoundIn;
  /** The property, the name or the text. */
  readonly text: string;
  readonly retainedSize: number;
}

/** The largest objects, and how many there are. */
export interface FoundObjects {
  readonly total: number;
  readonly rows: readonly FoundObject[];
}

const LONGEST_TEXT = 120;
const A = 0x61;
const CASE = 0x20;

/** The bytes that stand for the letters in a file: as UTF-8, and with everything but ASCII escaped. */
function encodings(letters: string): readonly Uint8Array[] {
  const quoted = JSON.stringify(letters).slice(1, -1);
  const escaped = quoted.replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const encoder = new TextEncoder();
  return [...new Set([quoted, escaped])].map((text) => encoder.encode(text).map(lower));
}

function lower(byte: number): number {
  return byte >= A - CASE && byte < A - CASE + 26 ? byte + CASE : byte;
}

function contains(bytes: Uint8Array, start: number, end: number, wanted: Uint8Array): boolean {
  const last = end - wanted.length;
  const first = wanted[0];
  for (let at = start; at <= last; at++) {
    if (lower(bytes[at]) !== first) continue;
    let i = 1;
    while (i < wanted.length && lower(bytes[at + i]) === wanted[i]) i++;
    if (i === wanted.length) return true;
  }
  return false;
}

/** One byte a string: 1 where the letters are in it, 2 where they are all of it. */
function markStrings({ bytes, offsets, count }: StringTable, letters: string): Uint8Array {
  const marks = new Uint8Array(count);
  for (const wanted of encodings(letters)) {
    for (let i = 0; i < count; i++)
      if (marks[i] === 0 && contains(bytes, offsets[i], offsets[i + 1], wanted))
        marks[i] = offsets[i + 1] - offsets[i] === wanted.length ? 2 : 1;
  }
  return marks;
}

/** Kinds of node with a name that is theirs and not their class's. */
const NAMED: ReadonlySet<number> = new Set([
  NodeKind.closure,
  NodeKind.symbol,
  NodeKind.regexp,
  NodeKind.native,
]);
const HOLDING: ReadonlySet<number> = new Set([EdgeKind.property, EdgeKind.context, EdgeKind.shortcut]);

interface Candidate {
  readonly foundIn: FoundIn;
  readonly edge: EdgeOrdinal | null;
}

/** Finds. `show` says whether the texts of strings are in the answer; they are looked through in any case. */
export function searchHeap(
  analysis: Analysis,
  letters: string,
  limit: number,
  show: ShowStrings,
): FoundObjects {
  const wanted = letters.trim();
  if (wanted === '') return { total: 0, rows: [] };
  const { graph, retainedSize, shallowSize } = analysis;
  const found = new Map<NodeOrdinal, Candidate>();
  const marks = markStrings(graph.strings, wanted);
  const id = /^@?\d{1,16}$/.test(wanted) ? Number(wanted.replace('@', '')) : -1;
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    if (graph.nodeId[node] === id) found.set(node, { foundIn: 'id', edge: null });
    else if (marks[graph.nodeName[node]] > 0 && shallowSize[node] > 0) {
      const kind = graph.nodeKind[node];
      if (kind === NodeKind.string) found.set(node, { foundIn: 'string', edge: null });
      else if (NAMED.has(kind)) found.set(node, { foundIn: 'name', edge: null });
    }
  }
  for (let edge = 0 as EdgeOrdinal; edge < graph.edgeCount; edge++) {
    if (!HOLDING.has(graph.edgeKind[edge]) || isNumericEdge(graph, edge)) continue;
    if (marks[graph.edgeName[edge] as StringIndex] === 0) continue;
    const target = graph.edgeTarget[edge];
    const known = found.get(target)?.foundIn;
    if (known !== 'id' && known !== 'property') found.set(target, { foundIn: 'property', edge });
  }
  const rank = (node: NodeOrdinal): number => {
    const { foundIn, edge } = found.get(node) ?? { foundIn: 'id' as const, edge: null };
    if (foundIn === 'id') return 0;
    const text = edge === null ? graph.nodeName[node] : graph.edgeName[edge];
    return marks[text] === 2 ? 1 : 2;
  };
  const nodes = [...found.keys()].sort(
    (a, b) => rank(a) - rank(b) || retainedSize[b] - retainedSize[a] || graph.nodeId[a] - graph.nodeId[b],
  );
  const describe = (node: NodeOrdinal): FoundObject => {
    const { foundIn, edge } = found.get(node) ?? { foundIn: 'id' as const, edge: null };
    return {
      id: graph.nodeId[node],
      className: maskClassName(analysis.classes.classes[analysis.classes.classOf[node]].name, show),
      foundIn,
      text:
        edge === null
          ? tellText(analysis, node, wanted, show)
          : maskKey(tellEdgeName(edgeName(graph, edge)), show),
      retainedSize: retainedSize[node],
    };
  };
  return { total: nodes.length, rows: nodes.slice(0, limit).map(describe) };
}

/** The name or the part of the text around the letters. */
function tellText({ graph }: Analysis, node: NodeOrdinal, letters: string, show: ShowStrings): string {
  const kind = graph.nodeKind[node];
  if (kind !== NodeKind.string && !NAMED.has(kind)) return '';
  const text = maskNodeName(nodeName(graph, node), kind, graph.nodeKindNames[kind], show);
  if (text.length <= LONGEST_TEXT) return text;
  const at = Math.max(0, text.toLowerCase().indexOf(letters.toLowerCase()) - LONGEST_TEXT / 4);
  return `${at > 0 ? '\u2026' : ''}${text.slice(at, at + LONGEST_TEXT)}\u2026`;
}

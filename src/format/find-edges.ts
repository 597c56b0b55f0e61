// SPDX-License-Identifier: MIT
// Where the edges of a large file are, without reading what stands in front of them. V8 writes a record a line, and
// a node has more fields than an edge, so a look at a line tells in which section it is:
//
//   "nodes":[9,1,1,0,4,0,0        "edges":[1,1,7         "strings":["<dummy>"
//   ,9,2,3,0,21,0,0               ,1,2,14                ,"(GC roots)"
//
// A file of another layout is searched from the front. Whatever is found is a guess until somebody has read up to it.

import { type ByteWindow, buildByteWindow, offsetOf, refillWindow } from '../tokens/byte-window.js';
import type { SnapshotHeader } from './snapshot-header.js';

/** Fills `into` with what stands at `offset`, less only at the end of the file. @returns number of bytes */
export type ReadAt = (into: Uint8Array, offset: number) => Promise<number>;

/** Bytes of the file: the edges' opening bracket, and a place not far in front of the closing one. */
export interface EdgesPlace {
  readonly start: number;
  /** `start` where that cannot be told from a look at the lines. */
  readonly nearEnd: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const LINE_FEED = 0x0a;
const EDGES_KEY = bytesOf('"edges":[');
const NODES_KEY = bytesOf('"nodes":[');
/** Two lines of numbers are shorter. */
const PROBE_BYTES = 512;
/** Halving ends here: so many bytes are read in one go. */
const NEAR = 1 << 16;

/**
 * @param headerEnd the byte behind the header; nodes come next, edges after them
 * @returns null if something else comes there
 */
export async function findEdges(
  readAt: ReadAt,
  size: number,
  header: SnapshotHeader,
  headerEnd: number,
): Promise<EdgesPlace | null> {
  const probe = new Uint8Array(PROBE_BYTES);
  const edgeFields = header.edgeFields.length;
  const nodeFields = header.nodeFields.length;
  const isLineOf = async (fields: number, offset: number): Promise<boolean> =>
    (await readAt(probe, offset)) === PROBE_BYTES && countFields(probe) === fields;
  // Each number has two bytes at least.
  const earliest = Math.min(size, headerEnd + 2 * header.nodeCount * nodeFields);
  const canTell = nodeFields !== edgeFields;
  const lastNode = canTell ? await halve(earliest, size, (at) => isLineOf(nodeFields, at)) : earliest;
  const start = await searchKey(readAt, lastNode);
  if (start === null) return null;
  return { start, nearEnd: canTell ? await halve(start, size, (at) => isLineOf(edgeFields, at)) : start };
}

/** The last place, more or less, of a run that begins at `from` and for which `isInside` is true. */
async function halve(
  from: number,
  to: number,
  isInside: (offset: number) => Promise<boolean>,
): Promise<number> {
  let [low, high] = [from, to];
  while (high - low > NEAR) {
    const middle = Math.floor((low + high) / 2);
    if (await isInside(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Fields of the first whole line in `bytes`, 0 if it is no record: `,1,2,14`. */
function countFields(bytes: Uint8Array): number {
  let commas = 0;
  for (let at = bytes.indexOf(LINE_FEED) + 1; at > 0 && at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === COMMA) commas++;
    else if (byte === LINE_FEED) return commas;
    else if (commas === 0 || byte < 0x30 || byte > 0x39) break;
  }
  return 0;
}

/** The bracket that opens the edges, looked for from `from` on. Nodes are numbers: the next quote is a key's. */
async function searchKey(readAt: ReadAt, from: number): Promise<number | null> {
  let next = from;
  const window = buildByteWindow(async (into) => {
    const count = await readAt(into, next);
    next += count;
    return count;
  });
  window.base = from;
  for (;;) {
    const quote = window.bytes.subarray(0, window.end).indexOf(QUOTE, window.position);
    window.position = quote < 0 ? window.end : quote;
    while (window.end - window.position < EDGES_KEY.length) if (!(await refillWindow(window))) return null;
    if (quote < 0) continue;
    const isEdges = startsWith(window, EDGES_KEY);
    if (!isEdges && !startsWith(window, NODES_KEY)) return null;
    window.position += EDGES_KEY.length - 1;
    if (isEdges) return offsetOf(window);
  }
}

function startsWith({ bytes, position }: ByteWindow, key: Uint8Array): boolean {
  return key.every((byte, i) => bytes[position + i] === byte);
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

// SPDX-License-Identifier: MIT
// The edges before their turn: while one thread reads the nodes of a large file, another one finds the edges
// behind them and reads these. If anything is wrong they are read in their turn by the thread that reads the rest,
// which says what it is.
//
//   main     header | nodes ............ |             | strings
//   other           | find | edges .................. |
//
// Cost: one search for a quote through the nodes (memchr), then as `takePlainEdges`.

import { HeapdiffError } from '../core/errors.js';
import { type ByteWindow, offsetOf, refillWindow } from '../tokens/byte-window.js';
import { type EdgeColumns, takeEdges, takePlainEdges } from './edge-columns.js';
import { type RecordShape, readIntegers } from './read-integers.js';
import type { SnapshotHeader } from './snapshot-header.js';

const QUOTE = 0x22;
const EDGES_KEY = bytesOf('"edges":[');
const NODES_KEY = bytesOf('"nodes":[');

/** Where edges were read that belong to `columns`. Offsets count bytes of the input. */
export interface EdgesSpan {
  /** The section's opening bracket. */
  readonly start: number;
  /** The first byte behind its closing bracket. */
  readonly end: number;
}

/** Edges that were read before their turn. */
export interface EdgesAhead extends EdgesSpan {
  readonly columns: EdgeColumns;
}

/** Reads edges elsewhere, somewhere behind `offset`; never rejects, null = none were read. */
export type ReadEdgesElsewhere = (header: SnapshotHeader, offset: number) => Promise<EdgesAhead | null>;

/** Where in the file the edges may begin at the earliest: two bytes a number of the nodes. */
export function earliestEdges(header: SnapshotHeader, headerEnd: number): number {
  return headerEnd + 2 * header.nodeCount * header.nodeFields.length;
}

/**
 * Finds the edges in `window`, which stands somewhere in front of them, and reads them all.
 * @param columns empty, with room for as many as the header promises
 * @returns null if what follows is not nodes and then edges, or if anything is wrong with it
 */
export async function readEdgesAhead(
  window: ByteWindow,
  header: SnapshotHeader,
  columns: EdgeColumns,
): Promise<EdgesSpan | null> {
  try {
    if (!(await findEdges(window))) return null;
    const start = offsetOf(window);
    const shape: RecordShape = {
      section: 'edges',
      stride: header.edgeFields.length,
      takePlain: (from) => takePlainEdges(columns, header, from),
    };
    const count = await readIntegers(window, shape, (block, length) =>
      takeEdges(columns, header, block, length),
    );
    return count === header.edgeCount ? { start, end: offsetOf(window) } : null;
  } catch (error) {
    if (error instanceof HeapdiffError) return null; // the thread that reads the rest will find it, too
    throw error;
  }
}

/** Moves the window to the bracket that opens the edges. Nodes are numbers: the next quote is a key's. */
async function findEdges(window: ByteWindow): Promise<boolean> {
  for (;;) {
    const quote = window.bytes.subarray(0, window.end).indexOf(QUOTE, window.position);
    window.position = quote < 0 ? window.end : quote;
    while (window.end - window.position < EDGES_KEY.length) if (!(await refillWindow(window))) return false;
    if (quote < 0) continue;
    const isEdges = startsWith(window, EDGES_KEY);
    if (!isEdges && !startsWith(window, NODES_KEY)) return false;
    window.position += EDGES_KEY.length - 1;
    if (isEdges) return true;
  }
}

function startsWith({ bytes, position }: ByteWindow, key: Uint8Array): boolean {
  return key.every((byte, i) => bytes[position + i] === byte);
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

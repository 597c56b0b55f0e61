// SPDX-License-Identifier: MIT
// The edges before their turn, by two threads. While one reads the nodes of a large file, the other one finds the
// edges behind them and reads these from the front, a piece at a time; the first one, done with the nodes, reads
// pieces from the back, until they meet. How many edges there are is in the header, so both know where theirs go.
//
//   first    header | nodes ......................... | piece n-1 | piece n-2 ...... | strings
//   second          | find | piece 0 | piece 1 | piece 2 ................ | piece 3  |
//
// A piece begins and ends between two records: behind the first line feed and comma at or after every so many bytes.
// That this is so is known at the end: each piece was a whole number of records, and all together are as many as
// the header says. If anything is wrong, the edges are read in their turn by the thread that reads the rest,
// which says what it is.

import { HeapdiffError } from '../core/errors.js';
import { type ByteWindow, buildByteWindow, offsetOf, refillWindow } from '../tokens/byte-window.js';
import {
  type EdgeColumns,
  type EdgeExtremes,
  NO_EDGES,
  buildEdgeColumns,
  extremesOfBoth,
  takeEdges,
  takePlainEdges,
} from './edge-columns.js';
import type { EdgesPlace, ReadAt } from './find-edges.js';
import { type RecordShape, readRestOfIntegers, takeWholeRecords } from './read-integers.js';
import type { SnapshotHeader } from './snapshot-header.js';

/** Stays in the processor's cache; smaller ones cost calls. */
const PIECE_BYTES = 1 << 20;
/** A record that begins in one piece ends within so many bytes of the next one. */
const RECORD_BYTES = 256;
const LINE_FEED = 0x0a;
const COMMA = 0x2c;

/** Edges that were read before their turn. Offsets count bytes of the input. */
export interface EdgesAhead {
  readonly columns: EdgeColumns;
  /** The section's opening bracket. */
  readonly start: number;
  /** The first byte behind its closing bracket. */
  readonly end: number;
}

/** Begins to read edges elsewhere, somewhere behind `offset`. */
export type ReadEdgesElsewhere = (header: SnapshotHeader, offset: number) => JoinEdges;

/** Helps to read them, and gives them all; never rejects, null = they are to be read in their turn. */
export type JoinEdges = () => Promise<EdgesAhead | null>;

/** Edges in pieces, and who takes them. */
export interface EdgePieces extends EdgesPlace {
  readonly count: number;
  /** From where one piece is looked for to where the next one is. */
  readonly bytes: number;
  /** One number that both sides can see: how many pieces nobody has taken yet. */
  readonly left: Int32Array;
}

/** What one side has read. */
export interface EdgesPart {
  readonly extremes: EdgeExtremes;
  /** The first byte behind the closing bracket, null if the other side has read up to there. */
  readonly end: number | null;
}

/** Cuts what was found; the last piece goes on to the closing bracket, wherever that is. */
export function cutIntoPieces(place: EdgesPlace, left: Int32Array, bytes: number = PIECE_BYTES): EdgePieces {
  const count = Math.max(1, Math.floor((place.nearEnd - place.start) / bytes));
  Atomics.store(left, 0, count);
  return { ...place, count, bytes, left };
}

/** So many were taken that these are the first from the front and the last from the back, and no others. */
function takePiece({ left }: EdgePieces): boolean {
  return Atomics.sub(left, 0, 1) > 0;
}

/**
 * Reads pieces from the front for as long as there are any.
 * @param columns empty, with room for as many as the header promises
 * @returns null if anything is wrong
 */
export function readFrontEdges(
  readAt: ReadAt,
  header: SnapshotHeader,
  pieces: EdgePieces,
  columns: EdgeColumns,
): Promise<EdgesPart | null> {
  return nullIfBad(async () => {
    const read = buildPieceReader(readAt, header, pieces);
    let end: number | null = null;
    for (let piece = 0; takePiece(pieces); piece++) end = await read(piece, columns);
    return { extremes: columns, end };
  });
}

/** The same from the back, into the end of `columns`. */
export function readBackEdges(
  readAt: ReadAt,
  header: SnapshotHeader,
  pieces: EdgePieces,
  columns: Pick<EdgeColumns, 'kind' | 'name' | 'target'>,
): Promise<EdgesPart | null> {
  return nullIfBad(async () => {
    const read = buildPieceReader(readAt, header, pieces);
    // How many edges a piece has is known when it is read.
    const capacity = Math.ceil(pieces.bytes / (2 * header.edgeFields.length));
    const { kind, name, target } = buildEdgeColumns(capacity);
    let extremes = NO_EDGES;
    let end: number | null = null;
    for (let piece = pieces.count - 1; takePiece(pieces); piece--) {
      const taken: EdgeColumns = { ...NO_EDGES, kind, name, target };
      const behind = await read(piece, taken);
      end ??= behind;
      const at = header.edgeCount - extremes.count - taken.count;
      if (at < 0) return null;
      columns.kind.set(taken.kind.subarray(0, taken.count), at);
      columns.name.set(taken.name.subarray(0, taken.count), at);
      columns.target.set(taken.target.subarray(0, taken.count), at);
      extremes = extremesOfBoth(taken, extremes);
    }
    return { extremes, end };
  });
}

/** Both sides' edges as one, null if they are not all. */
export function joinEdges(
  header: SnapshotHeader,
  { start }: EdgesPlace,
  columns: EdgeColumns,
  front: EdgesPart,
  back: EdgesPart,
): EdgesAhead | null {
  const extremes = extremesOfBoth(front.extremes, back.extremes);
  const end = back.end ?? front.end;
  if (extremes.count !== header.edgeCount || end === null) return null;
  return { columns: { ...columns, ...extremes }, start, end };
}

/** Reads a piece behind the edges that `columns` has; @returns the first byte behind it */
type ReadPiece = (piece: number, columns: EdgeColumns) => Promise<number>;

function buildPieceReader(readAt: ReadAt, header: SnapshotHeader, pieces: EdgePieces): ReadPiece {
  const capacity = pieces.bytes + RECORD_BYTES;
  const { start, count, bytes } = pieces;
  const last = count - 1;
  let next = 0;
  const window = buildByteWindow(async (into) => {
    const length = await readAt(into, next);
    next += length;
    return length;
  }, capacity);
  return async (piece, columns) => {
    next = start + piece * bytes;
    Object.assign(window, { base: next, position: 0, end: 0, atEndOfInput: false });
    await refillWindow(window);
    // The first one stands behind the opening bracket.
    window.position = piece === 0 ? 1 : findBoundary(window, 0);
    const shape: RecordShape = {
      section: 'edges',
      stride: header.edgeFields.length,
      takePlain: (from) => takePlainEdges(columns, header, from),
    };
    const take = (block: Float64Array, length: number): void => takeEdges(columns, header, block, length);
    if (piece === last) await readRestOfIntegers(window, shape, take);
    else {
      window.end = findBoundary(window, bytes);
      window.bytes[window.end] = 0;
      takeWholeRecords(window, shape, take);
    }
    return offsetOf(window);
  };
}

/** The first place at or after `from` where a line has begun with a comma. */
function findBoundary({ bytes, end }: ByteWindow, from: number): number {
  const limit = Math.min(end, from + RECORD_BYTES) - 1;
  for (let at = from; at < limit; at++) if (bytes[at] === LINE_FEED && bytes[at + 1] === COMMA) return at + 2;
  throw new HeapdiffError('ERR_SYNTAX', 'has no lines');
}

/** What is wrong is found again by the thread that reads the rest. */
async function nullIfBad<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof HeapdiffError) return null;
    throw error;
  }
}

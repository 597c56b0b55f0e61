// SPDX-License-Identifier: MIT
// bytes -> SnapshotData. One pass over the file; sections in any order; everything checked.
//
//   { "snapshot": header, "nodes": [...], "edges": [...], ..., "locations": [...], "strings": [...] }
//
// Cost: about 25 ns an edge and 18 bytes a node + 9 bytes an edge + the strings' bytes.
// Source of the format: V8's src/profiler/heap-snapshot-generator.cc (HeapSnapshotJSONSerializer).

import type { ByteSource } from '../bytes/byte-source.js';
import { GZIP_ENDS_EARLY } from '../bytes/gzip-source.js';
import { type ErrorPlace, HeapdiffError } from '../core/errors.js';
import { type TaskOptions, checkAborted } from '../core/task.js';
import { type ByteWindow, buildByteWindow, offsetOf, refillWindow } from '../tokens/byte-window.js';
import { END_OF_INPUT, expectByte, peekByte, readKey, unexpected } from '../tokens/json-cursor.js';
import { KEY_LIMIT, locateNumber, skipByteOrderMark } from './locate-number.js';
import { FOREIGN_PROBE_BYTES, nameForeignFormat } from './name-foreign-format.js';
import { RecordError, completed } from './record-error.js';
import type { SnapshotData } from './snapshot-data.js';
import type { Memory } from './growing-column.js';
import type { ReadEdgesElsewhere } from './edges-ahead.js';
import { findZeroFill } from './zero-fill.js';
import { type SnapshotParts, assembleSnapshot, buildSnapshotParts, readSection } from './snapshot-parts.js';

const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const PROGRESS_BYTES = 1 << 23;
/** Longest part of a section's name that an error or a warning repeats. */
const NAME_LIMIT = 80;

/** How `readSnapshot` works. */
export interface ReadOptions extends TaskOptions {
  /** Bytes read ahead at most; tests make it small. */
  readonly windowBytes?: number;
  /** Where the snapshot is to lie. */
  readonly memory?: Memory;
  /** Reads edges on another thread meanwhile. */
  readonly readEdgesElsewhere?: ReadEdgesElsewhere | undefined;
}

/**
 * Reads a whole snapshot and closes the source, whatever happens.
 * @param reopen gives the same bytes once more, to find the byte of a bad number; leave it out for a pipe
 * @throws HeapdiffError with `section` and `byteOffset` for everything that is wrong with the input,
 *   `ERR_ABORTED` when `options.signal` says so
 */
export async function readSnapshot(
  source: ByteSource,
  options: ReadOptions = {},
  reopen?: () => Promise<ByteSource>,
): Promise<SnapshotData> {
  try {
    return await readSections(source, options);
  } catch (error) {
    // A pipe has no size, and cannot be read twice.
    throw await located(error, source, source.storedSize === null ? undefined : reopen);
  } finally {
    await source.close();
  }
}

/** The error with the file's name, and with the byte if that can be found by reading once more. */
async function located(
  error: unknown,
  { name: file, isUnpacked }: ByteSource,
  reopen?: () => Promise<ByteSource>,
): Promise<unknown> {
  if (isOutOfMemory(error)) {
    return new HeapdiffError('ERR_LIMIT', 'needs more memory than there is', {
      file,
      expected: 'a heap that fits into memory',
      actual: 'a larger one',
    });
  }
  if (!(error instanceof HeapdiffError)) return error;
  const place: ErrorPlace = isUnpacked === undefined ? { file } : { file, isUnpacked };
  if (error instanceof RecordError && error.byteOffset === undefined && reopen !== undefined) {
    const { section = '', numberIndex } = error;
    const offset = await reopen()
      .then((again) =>
        locateNumber((into) => again.read(into), section, numberIndex).finally(() => again.close()),
      )
      .catch(() => null); // the file has changed meanwhile; the first finding stands
    if (offset !== null) place.byteOffset = offset;
  }
  return completed(error, place);
}

/** A typed array that cannot be had is a RangeError. */
function isOutOfMemory(error: unknown): boolean {
  return error instanceof RangeError && /allocation failed|typed array length/i.test(error.message);
}

/** Which section is being read, or was read last. */
interface Position {
  section: string | null;
  isInside: boolean;
}

async function readSections(source: ByteSource, options: ReadOptions): Promise<SnapshotData> {
  const { seek } = source;
  const window = buildByteWindow(pullWithProgress(source, options), options.windowBytes, seek);
  const parts = buildSnapshotParts(source.size, options.memory, seek && options.readEdgesElsewhere);
  const position: Position = { section: null, isInside: false };
  try {
    await readAllSections(window, source.name, parts, position);
  } catch (error) {
    if (!(error instanceof HeapdiffError)) throw error;
    if (error.code === 'ERR_TRUNCATED') throw truncation(error, position, parts);
    const zeros = await findZeroFill(window, error);
    if (zeros !== null) {
      const cut = truncation(zeros, position, parts);
      throw completed(cut, {}, `${cut.message}, zero bytes follow`);
    }
    if (position.section === null || !position.isInside) throw error;
    throw error instanceof RecordError
      ? error
      : completed(error, { section: position.section.slice(0, NAME_LIMIT) });
  }
  const fileSize = source.storedSize;
  try {
    return assembleSnapshot(parts, source.name, fileSize);
  } catch (error) {
    if (!(error instanceof HeapdiffError) || error instanceof RecordError) throw error;
    throw completed(error, { byteOffset: offsetOf(window) });
  }
}

async function readAllSections(
  window: ByteWindow,
  name: string,
  parts: SnapshotParts,
  position: Position,
): Promise<void> {
  await skipByteOrderMark(window);
  await checkFirstBytes(window, name);
  await expectByte(window, OPEN_OBJECT);
  const seen = new Set<string>();
  if ((await peekByte(window)) === CLOSE_OBJECT) window.position++;
  else {
    for (;;) {
      const section = await readKey(window, KEY_LIMIT);
      if (seen.has(section)) throw duplicate(section, offsetOf(window));
      seen.add(section);
      position.section = section;
      position.isInside = true;
      await expectByte(window, COLON);
      await readSection(window, section, parts);
      position.isInside = false;
      const byte = await peekByte(window);
      if (byte !== COMMA && byte !== CLOSE_OBJECT) throw unexpected(window, byte, "',' or '}'");
      window.position++;
      if (byte === CLOSE_OBJECT) break;
    }
  }
  const next = await peekByte(window);
  if (!['snapshot', 'nodes', 'edges', 'strings'].some((section) => seen.has(section))) {
    const isList = next === OPEN_OBJECT;
    throw notSnapshot(isList ? 'lines of JSON (a log?)' : 'JSON without any section of a heap snapshot', 0);
  }
  if (next !== END_OF_INPUT) {
    throw new HeapdiffError('ERR_TRAILING_DATA', 'goes on after the end of the snapshot', {
      byteOffset: offsetOf(window),
      expected: 'end of input',
      actual: 'more bytes',
    });
  }
}

function pullWithProgress(
  source: ByteSource,
  { onProgress, signal }: TaskOptions,
): (into: Uint8Array) => Promise<number> {
  let reported = 0;
  return async (into) => {
    checkAborted(signal);
    const count = await source.read(into);
    if (onProgress && (count === 0 || source.storedOffset - reported >= PROGRESS_BYTES)) {
      reported = source.storedOffset;
      onProgress({ stage: 'read', done: reported, total: source.storedSize });
    }
    return count;
  };
}

/** Says at once of what is no snapshot that it is none. */
async function checkFirstBytes(window: ByteWindow, name: string): Promise<void> {
  while (window.end - window.position < FOREIGN_PROBE_BYTES && (await refillWindow(window)));
  const first = window.bytes.subarray(window.position, window.end);
  const foreign = nameForeignFormat(first, name);
  if (foreign !== null) throw notSnapshot(foreign, offsetOf(window));
  const byte = await peekByte(window);
  if (byte === END_OF_INPUT) {
    throw new HeapdiffError('ERR_EMPTY_FILE', window.base + window.end === 0 ? 'is empty' : 'is blank', {
      byteOffset: 0,
      expected: 'a heap snapshot',
      actual: 'nothing',
    });
  }
  if (byte !== OPEN_OBJECT) throw notSnapshot('something that is no JSON object', offsetOf(window));
}

function notSnapshot(what: string, byteOffset: number): HeapdiffError {
  const message = `is not a heap snapshot, but ${what}`;
  return new HeapdiffError('ERR_NOT_HEAPSNAPSHOT', message, {
    byteOffset,
    expected: 'a heap snapshot',
    actual: what,
  });
}

function duplicate(section: string, byteOffset: number): HeapdiffError {
  const name = section.slice(0, NAME_LIMIT);
  return new HeapdiffError('ERR_DUPLICATE_SECTION', `has the section ${JSON.stringify(name)} twice`, {
    section: name,
    byteOffset,
    expected: 'each section once',
    actual: 'a section twice',
  });
}

/** Says how far the file goes, and how far it should. */
function truncation(error: HeapdiffError, position: Position, parts: SnapshotParts): HeapdiffError {
  const cut = whereCut(error, position, parts);
  return error.message === GZIP_ENDS_EARLY ? completed(cut, {}, `${cut.message}, ${GZIP_ENDS_EARLY}`) : cut;
}

function whereCut(error: HeapdiffError, position: Position, parts: SnapshotParts): HeapdiffError {
  const { section, isInside } = position;
  if (section === null) return completed(error, {}, 'ends before its first section');
  const name = section.slice(0, NAME_LIMIT);
  if (!isInside) return completed(error, { section: name }, `ends after the section ${JSON.stringify(name)}`);
  const isNodes = section === 'nodes';
  const isEdges = section === 'edges';
  const records =
    isNodes && parts.header
      ? parts.nodes?.count
      : isEdges && parts.header
        ? parts.edges?.count
        : error.recordIndex;
  const total = isNodes ? parts.header?.nodeCount : isEdges ? parts.header?.edgeCount : undefined;
  if (records === undefined)
    return completed(error, { section: name }, `ends in the section ${JSON.stringify(name)}`);
  const of = total === undefined || total === 0 ? '' : ` of ${total}`;
  const unit = section === 'strings' ? 'strings' : 'records';
  return completed(
    error,
    { section: name, recordIndex: records },
    `ends in the section ${JSON.stringify(name)}, after ${records}${of} ${unit}`,
  );
}

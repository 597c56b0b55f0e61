// SPDX-License-Identifier: MIT
// bytes -> SnapshotData. One pass over the file; sections in any order; everything checked.
//
//   { "snapshot": header, "nodes": [...], "edges": [...], ..., "locations": [...], "strings": [...] }
//
// Cost: about 25 ns an edge and 18 bytes a node + 9 bytes an edge + the strings' bytes.
// Source of the format: V8's src/profiler/heap-snapshot-generator.cc (HeapSnapshotJSONSerializer).

import type { ByteSource } from '../bytes/byte-source.js';
import { HeapdiffError } from '../core/errors.js';
import { type TaskOptions, checkAborted } from '../core/task.js';
import { type ByteWindow, buildByteWindow, offsetOf } from '../tokens/byte-window.js';
import { END_OF_INPUT, expectByte, peekByte, readShortString, unexpected } from '../tokens/json-cursor.js';
import { skipValue } from '../tokens/skip-value.js';
import { checkSnapshot } from './check-snapshot.js';
import { buildEdgeColumns, takeEdges } from './edge-columns.js';
import { UNVOUCHED_CAPACITY } from './growing-column.js';
import { buildLocationColumns, takeLocations } from './location-columns.js';
import { locateNumber, skipByteOrderMark } from './locate-number.js';
import { buildNodeColumns, takeNodes } from './node-columns.js';
import { type TakeRecords, readIntegers } from './read-integers.js';
import { readStrings } from './read-strings.js';
import { RecordError } from './record-error.js';
import type { FormatWarning, SnapshotData } from './snapshot-data.js';
import { type SnapshotHeader, readHeader } from './snapshot-header.js';
import type { StringTable } from './string-table.js';

const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const KEY_LIMIT = 1 << 16;
const PROGRESS_BYTES = 1 << 23;

/** Sections of V8 that hold nothing that is read here; anything else unknown gives a warning. */
const IGNORED_SECTIONS = new Set([
  'trace_function_infos',
  'trace_tree',
  'samples',
  'scopes',
  'scope_context_vars',
  'scope_uses',
]);

/**
 * Reads a whole snapshot.
 * @param reopen gives the same bytes once more, to find the byte of a bad number; leave it out for a pipe
 * @throws HeapdiffError with `section` and `byteOffset` for everything that is wrong with the input,
 *   `ERR_ABORTED` when `options.signal` says so
 */
export async function readSnapshot(
  source: ByteSource,
  options: TaskOptions = {},
  reopen?: () => Promise<ByteSource>,
): Promise<SnapshotData> {
  try {
    return await readSections(source, options);
  } catch (error) {
    throw await located(error, source.name, reopen);
  }
}

async function located(error: unknown, name: string, reopen?: () => Promise<ByteSource>): Promise<unknown> {
  if (!(error instanceof HeapdiffError)) return error;
  if (!(error instanceof RecordError) || error.byteOffset !== undefined || reopen === undefined) {
    return error.file === undefined ? error.inFile(name) : error;
  }
  const again = await reopen();
  try {
    const offset = await locateNumber((into) => again.read(into), error.section ?? '', error.numberIndex);
    return (offset === null ? error : error.atByte(offset)).inFile(name);
  } catch {
    return error.inFile(name); // the file changed meanwhile; the first finding stands
  } finally {
    await again.close();
  }
}

/** What has been read so far. */
interface Parts {
  header: SnapshotHeader | null;
  nodes: SnapshotData['nodes'] | null;
  edges: SnapshotData['edges'] | null;
  locations: SnapshotData['locations'] | null;
  strings: StringTable | null;
  /** Sections of records that stand before the header: kept as numbers until it comes. */
  readonly early: Map<string, Float64Array>;
  readonly warnings: FormatWarning[];
}

async function readSections(source: ByteSource, options: TaskOptions): Promise<SnapshotData> {
  const window = buildByteWindow(pullWithProgress(source, options));
  const parts: Parts = {
    header: null,
    nodes: null,
    edges: null,
    locations: null,
    strings: null,
    early: new Map(),
    warnings: [],
  };
  await skipByteOrderMark(window);
  const first = await peekByte(window);
  if (first === END_OF_INPUT) {
    throw new HeapdiffError('ERR_EMPTY_FILE', 'is empty', {
      byteOffset: 0,
      expected: 'a heap snapshot',
      actual: 'no bytes',
    });
  }
  if (first !== OPEN_OBJECT) throw notASnapshot(window, first);
  window.position++;
  const seen = new Set<string>();
  if ((await peekByte(window)) === CLOSE_OBJECT) window.position++;
  else {
    for (;;) {
      const section = await readShortString(window, KEY_LIMIT);
      if (seen.has(section)) {
        throw new HeapdiffError('ERR_DUPLICATE_SECTION', `has the section ${JSON.stringify(section)} twice`, {
          section,
          byteOffset: offsetOf(window),
          expected: 'each section once',
          actual: 'a section twice',
        });
      }
      seen.add(section);
      await expectByte(window, COLON);
      await inSection(section, () => readSection(section, window, source, parts));
      const byte = await peekByte(window);
      if (byte !== COMMA && byte !== CLOSE_OBJECT) throw unexpected(window, byte, "',' or '}'");
      window.position++;
      if (byte === CLOSE_OBJECT) break;
    }
  }
  const trailing = await peekByte(window);
  if (trailing !== END_OF_INPUT) {
    throw new HeapdiffError('ERR_TRAILING_DATA', 'goes on after the end of the snapshot', {
      byteOffset: offsetOf(window),
      expected: 'end of input',
      actual: 'more bytes',
    });
  }
  return assemble(parts, source);
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

/** Adds the section's name to errors that do not know it. */
async function inSection(section: string, read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof HeapdiffError) || error.section !== undefined) throw error;
    throw new HeapdiffError(error.code, error.message, {
      section,
      ...(error.byteOffset === undefined ? {} : { byteOffset: error.byteOffset }),
      ...(error.recordIndex === undefined ? {} : { recordIndex: error.recordIndex }),
      ...(error.expected === undefined ? {} : { expected: error.expected }),
      ...(error.actual === undefined ? {} : { actual: error.actual }),
    });
  }
}

async function readSection(
  section: string,
  window: ByteWindow,
  source: ByteSource,
  parts: Parts,
): Promise<void> {
  switch (section) {
    case 'snapshot':
      parts.header = await readHeader(window);
      for (const [name, numbers] of parts.early) {
        const { stride, take } = recordsOf(name, parts.header, parts, source);
        if (numbers.length % stride !== 0) throw partialRecord(name, stride, numbers.length);
        take(numbers, numbers.length);
      }
      break;
    case 'nodes':
    case 'edges':
    case 'locations':
      if (parts.header) {
        const { stride, take } = recordsOf(section, parts.header, parts, source);
        await readIntegers(window, { section, stride }, take);
      } else {
        const blocks: Float64Array[] = [];

        await readIntegers(window, { section, stride: 1 }, (block, count) =>
          blocks.push(block.slice(0, count)),
        );
        parts.early.set(section, joinBlocks(blocks));
      }
      break;
    case 'strings':
      parts.strings = await readStrings(window);
      break;
    default:
      await skipValue(window);
      if (!IGNORED_SECTIONS.has(section)) {
        parts.warnings.push({
          code: 'UNKNOWN_SECTION',
          message: `section ${JSON.stringify(section.slice(0, 80))} is not known and was skipped`,
        });
      }
  }
}

function partialRecord(section: string, stride: number, numbers: number): HeapdiffError {
  const actual = `${numbers} numbers`;
  return new HeapdiffError(
    'ERR_PARTIAL_RECORD',
    `its last record has ${numbers % stride} of ${stride} numbers`,
    {
      section,
      recordIndex: Math.floor(numbers / stride),
      expected: `a multiple of ${stride} numbers`,
      actual,
    },
  );
}

function joinBlocks(blocks: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    joined.set(block, at);
    at += block.length;
  }
  return joined;
}

function recordsOf(
  section: string,
  header: SnapshotHeader,
  parts: Parts,
  source: ByteSource,
): { stride: number; take: TakeRecords } {
  if (section === 'nodes') {
    const stride = header.nodeFields.length;
    const nodes = (parts.nodes = buildNodeColumns(header, vouchedCapacity(header.nodeCount, stride, source)));
    return { stride, take: (block, count) => takeNodes(nodes, header, block, count) };
  }
  if (section === 'edges') {
    const stride = header.edgeFields.length;
    const edges = (parts.edges = buildEdgeColumns(vouchedCapacity(header.edgeCount, stride, source)));
    return { stride, take: (block, count) => takeEdges(edges, header, block, count) };
  }
  const locations = (parts.locations = buildLocationColumns());
  return {
    stride: Math.max(1, header.locationFields.length),
    take: (block, count) => takeLocations(locations, header, block, count),
  };
}

/** The header's count if the file is long enough for it (two bytes a number), else a modest start. */
function vouchedCapacity(count: number, stride: number, source: ByteSource): number {
  if (source.size !== null && count * stride * 2 <= source.size) return count;
  return Math.min(count, UNVOUCHED_CAPACITY);
}

function assemble(parts: Parts, source: ByteSource): SnapshotData {
  const { header, nodes, edges, strings, warnings } = parts;
  if (!header) throw missing('snapshot');
  if (!nodes) throw missing('nodes');
  if (!edges) throw missing('edges');
  if (!strings) throw missing('strings');
  const locations = parts.locations ?? buildLocationColumns();
  const data: SnapshotData = {
    name: source.name,
    header,
    nodes,
    edges,
    locations,
    strings,
    fileSize: source.storedSize,
    warnings,
  };
  checkSnapshot(data);
  if (edges.clampedElements > 0) {
    warnings.push({
      code: 'CLAMPED_INDEX',
      message: `${edges.clampedElements} element indexes above 2^32 - 1 were cut to that`,
    });
  }
  return data;
}

function missing(section: string): HeapdiffError {
  return new HeapdiffError('ERR_MISSING_SECTION', `has no section ${section}`, {
    section,
    expected: `a section ${section}`,
    actual: 'none',
  });
}

function notASnapshot(window: ByteWindow, byte: number): HeapdiffError {
  const error = unexpected(window, byte, "'{'");
  return new HeapdiffError('ERR_NOT_HEAPSNAPSHOT', 'is not a heap snapshot', {
    byteOffset: error.byteOffset ?? 0,
    expected: 'a JSON object',
    actual: error.actual ?? '',
  });
}

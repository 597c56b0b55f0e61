// SPDX-License-Identifier: MIT
// The `trace_tree` section -> columns. One flat array of numbers with an array of children behind each record,
// nested as deep as the program's stacks: no recursion, 4 bytes a level.
//
//   [id, function_info_index, count, size, [id, function_info_index, count, size, [...], id, ...]]

import { HeapdiffError } from '../core/errors.js';
import { type ByteWindow, refillWindow } from '../tokens/byte-window.js';
import { describeByte } from '../tokens/describe-bytes.js';
import { isWhiteSpace } from '../tokens/integer-run.js';
import { END_OF_INPUT, expectByte, unexpected } from '../tokens/json-cursor.js';
import { growUint32, grownCapacity } from './growing-column.js';
import { completed } from './record-error.js';
import { NO_TRACE_NODE, type TraceTreeColumns, buildTraceTree } from './trace-columns.js';

const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const ZERO = 0x30;
const MAX_DIGITS = 16;
/** Numbers of a record; the fifth field is the array of children. */
const NUMBERS = 4;
const MAX_UINT32 = 0xffffffff;

/** The fields that V8 writes, in its order; other trees are passed over. */
export const TRACE_TREE_FIELDS: readonly string[] = [
  'id',
  'function_info_index',
  'count',
  'size',
  'children',
];

/** Where the reading stands between two windows. */
interface TreeReading {
  readonly tree: TraceTreeColumns;
  /** The open record of each level, outermost first. */
  open: Uint32Array;
  depth: number;
  /** Which field of the record comes next. */
  field: number;
  /** A comma or bracket must come next. */
  afterValue: boolean;
  /** An array may close at once only just behind its opening. */
  mayClose: boolean;
  closed: boolean;
}

/**
 * Reads the tree, brackets included.
 * @throws HeapdiffError `ERR_SYNTAX`, `ERR_BAD_NUMBER`, `ERR_NUMBER_RANGE`, `ERR_PARTIAL_RECORD`, `ERR_TRUNCATED`
 */
export async function readTraceTree(window: ByteWindow): Promise<TraceTreeColumns> {
  await expectByte(window, OPEN_ARRAY);
  const reading: TreeReading = {
    tree: buildTraceTree(),
    open: new Uint32Array(64),
    depth: 0,
    field: 0,
    afterValue: false,
    mayClose: true,
    closed: false,
  };
  for (;;) {
    takeTokens(window, reading);
    if (reading.closed) return reading.tree;
    if (await refillWindow(window)) continue;
    throw completed(unexpected(window, END_OF_INPUT, 'more of the tree'), {
      recordIndex: reading.tree.count,
    });
  }
}

/** Takes every whole token that the window holds. */
function takeTokens(window: ByteWindow, reading: TreeReading): void {
  const { bytes, end } = window;
  while (!reading.closed) {
    const byte = bytes[window.position];
    if (isWhiteSpace(byte)) window.position++;
    else if (window.position >= end) return;
    else if (byte === COMMA && reading.afterValue) {
      reading.afterValue = false;
      window.position++;
    } else if (byte === CLOSE_ARRAY && (reading.afterValue || reading.mayClose)) {
      closeLevel(window, reading);
      window.position++;
    } else if (reading.afterValue) throw wrong(window, "',' or ']'", byte);
    else if (reading.field < NUMBERS) {
      if (!takeNumber(window, reading)) return;
    } else if (byte === OPEN_ARRAY) {
      openLevel(reading);
      window.position++;
    } else throw wrong(window, "'['", byte);
  }
}

function openLevel(reading: TreeReading): void {
  if (reading.depth === reading.open.length) reading.open = growUint32(reading.open, 2 * reading.depth);
  reading.open[reading.depth++] = reading.tree.count - 1;
  reading.field = 0;
  reading.mayClose = true;
}

function closeLevel(window: ByteWindow, reading: TreeReading): void {
  if (reading.field !== 0) {
    throw new HeapdiffError('ERR_PARTIAL_RECORD', `a record has ${reading.field} of 5 fields`, {
      byteOffset: window.base + window.position,
      recordIndex: reading.tree.count,
      expected: '5 fields a record',
      actual: `${reading.field} fields`,
    });
  }
  if (reading.depth === 0) reading.closed = true;
  else reading.depth--;
  reading.afterValue = true;
  reading.mayClose = false;
}

/** @returns false if the number may go on behind the window */
function takeNumber(window: ByteWindow, reading: TreeReading): boolean {
  const { bytes } = window;
  const start = window.position;
  let position = start;
  let value = 0;
  while ((bytes[position] - ZERO) >>> 0 <= 9) value = value * 10 + (bytes[position++] - ZERO);
  if (position === start) throw wrong(window, 'a non-negative whole number', bytes[start], 'ERR_BAD_NUMBER');
  if (position >= window.end && position - start <= MAX_DIGITS) return false;
  if (bytes[start] === ZERO && position - start > 1) {
    throw wrong(window, 'a number without leading zero', bytes[start], 'ERR_BAD_NUMBER');
  }
  const limit = reading.field === NUMBERS - 1 ? Number.MAX_SAFE_INTEGER : MAX_UINT32;
  if (value > limit) throw wrong(window, `at most ${limit}`, bytes[start], 'ERR_NUMBER_RANGE');
  store(reading, value);
  reading.field++;
  reading.afterValue = true;
  reading.mayClose = false;
  window.position = position;
  return true;
}

function store(reading: TreeReading, value: number): void {
  const { tree, field, depth, open } = reading;
  if (field === 0) {
    if (tree.count === tree.id.length) growTree(tree);
    tree.id[tree.count] = value;
    if (value > tree.largestId) tree.largestId = value;
    tree.parent[tree.count] = depth === 0 ? NO_TRACE_NODE : open[depth - 1];
    tree.count++;
    return;
  }
  const node = tree.count - 1;
  if (field === 1) tree.functionIndex[node] = value;
  else if (field === 2) tree.liveCount[node] = value;
  else tree.liveSize[node] = value;
}

function growTree(tree: TraceTreeColumns): void {
  const capacity = grownCapacity(tree.count, tree.count + 1);
  tree.id = growUint32(tree.id, capacity);
  tree.functionIndex = growUint32(tree.functionIndex, capacity);
  tree.liveCount = growUint32(tree.liveCount, capacity);
  tree.parent = growUint32(tree.parent, capacity);
  const liveSize = new Float64Array(capacity);
  liveSize.set(tree.liveSize);
  tree.liveSize = liveSize;
}

function wrong(
  window: ByteWindow,
  expected: string,
  byte: number,
  code: 'ERR_SYNTAX' | 'ERR_BAD_NUMBER' | 'ERR_NUMBER_RANGE' = 'ERR_SYNTAX',
): HeapdiffError {
  const actual = code === 'ERR_NUMBER_RANGE' ? 'a larger number' : describeByte(byte);
  return new HeapdiffError(code, `expected ${expected}, found ${actual}`, {
    byteOffset: window.base + window.position,
    expected,
    actual,
  });
}

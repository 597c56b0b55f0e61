// SPDX-License-Identifier: MIT
// The sections that are filled while allocations are tracked -> columns: the functions, the tree of call
// stacks, and the timeline. Counts in the header are wrong in real files and never looked at.

import { growUint32, grownCapacity } from './growing-column.js';
import { RecordError } from './record-error.js';
import type { SnapshotHeader } from './snapshot-header.js';

const MAX_UINT32 = 0xffffffff;
/** "No parent": the root of the tree. */
export const NO_TRACE_NODE: number = MAX_UINT32;

/** Columns of `trace_function_infos`, valid in [0, count). Lines and columns count from 1; 0 is unknown. */
export interface TraceFunctionColumns {
  count: number;
  /** Indexes into the strings. */
  name: Uint32Array;
  scriptName: Uint32Array;
  scriptId: Uint32Array;
  line: Uint32Array;
  column: Uint32Array;
  /** Numbers above 2^32 - 1, which were cut to that. */
  clamped: number;
  largestString: number;
  largestStringRecord: number;
}

/** Columns of `trace_tree`, valid in [0, count), parents before children. */
export interface TraceTreeColumns {
  count: number;
  id: Uint32Array;
  /** Position among the functions; may be beyond them in damaged files. */
  functionIndex: Uint32Array;
  /** Objects that were allocated here and live, and their bytes. */
  liveCount: Uint32Array;
  liveSize: Float64Array;
  /** NO_TRACE_NODE for a root. */
  parent: Uint32Array;
  largestId: number;
}

/** Columns of `samples`, valid in [0, count). */
export interface SampleColumns {
  count: number;
  /** Microseconds since the first sample. */
  timestamp: Float64Array;
  /** Largest object id that had been given out by then. */
  lastId: Float64Array;
}

/** Empty columns. */
export function buildTraceFunctions(): TraceFunctionColumns {
  const empty = new Uint32Array(0);
  return {
    count: 0,
    name: empty,
    scriptName: empty,
    scriptId: empty,
    line: empty,
    column: empty,
    clamped: 0,
    largestString: -1,
    largestStringRecord: 0,
  };
}

/** Empty columns. */
export function buildTraceTree(): TraceTreeColumns {
  const empty = new Uint32Array(0);
  return {
    count: 0,
    id: empty,
    functionIndex: empty,
    liveCount: empty,
    liveSize: new Float64Array(0),
    parent: empty,
    largestId: 0,
  };
}

/** Empty columns. */
export function buildSamples(): SampleColumns {
  return { count: 0, timestamp: new Float64Array(0), lastId: new Float64Array(0) };
}

/** Appends the records in `block`. */
export function takeTraceFunctions(
  columns: TraceFunctionColumns,
  header: SnapshotHeader,
  block: Float64Array,
  count: number,
): void {
  const fields = header.traceFunctionFields;
  const stride = fields.length;
  const needed = columns.count + count / stride;
  const numbers = [
    ['name', 'name'],
    ['scriptName', 'script_name'],
    ['scriptId', 'script_id'],
    ['line', 'line'],
    ['column', 'column'],
  ] as const;
  for (const [key, field] of numbers) {
    if (needed > columns[key].length) {
      columns[key] = growUint32(columns[key], grownCapacity(columns[key].length, needed));
    }
    const column = columns[key];
    const offset = fields.indexOf(field);
    if (offset < 0) continue;
    const isString = key === 'name' || key === 'scriptName';
    for (let i = offset, r = columns.count; i < count; i += stride, r++) {
      const value = block[i];
      column[r] = Math.min(value, MAX_UINT32);
      if (value > MAX_UINT32) columns.clamped++;
      if (isString && value > columns.largestString) {
        columns.largestString = value;
        columns.largestStringRecord = r;
      }
    }
  }
  columns.count = needed;
}

/** Appends the records in `block`. */
export function takeSamples(
  columns: SampleColumns,
  header: SnapshotHeader,
  block: Float64Array,
  count: number,
): void {
  const fields = header.sampleFields;
  const stride = fields.length;
  const needed = columns.count + count / stride;
  const grow = (column: Float64Array): Float64Array => {
    if (needed <= column.length) return column;
    const larger = new Float64Array(grownCapacity(column.length, needed));
    larger.set(column);
    return larger;
  };
  columns.timestamp = grow(columns.timestamp);
  columns.lastId = grow(columns.lastId);
  const timestamp = fields.indexOf('timestamp_us');
  const lastId = fields.indexOf('last_assigned_id');
  for (let i = 0, s = columns.count; i < count; i += stride, s++) {
    columns.timestamp[s] = timestamp < 0 ? 0 : block[i + timestamp];
    columns.lastId[s] = lastId < 0 ? 0 : block[i + lastId];
  }
  columns.count = needed;
}

/** @throws HeapdiffError `ERR_BAD_STRING_INDEX` */
export function checkTraceFunctions(
  columns: TraceFunctionColumns,
  header: SnapshotHeader,
  strings: number,
): void {
  if (columns.largestString < strings) return;
  const record = columns.largestStringRecord;
  const fields = header.traceFunctionFields;
  const isName = columns.name[record] === columns.largestString;
  const field = isName ? 'name' : 'script_name';
  const [actual, expected] = [`${field} ${columns.largestString}`, `a string below ${strings}`];
  const place = { section: 'trace_function_infos', recordIndex: record, expected, actual };
  const message = `function ${record} has ${actual}, expected ${expected}`;
  const index = record * fields.length + fields.indexOf(field);
  throw new RecordError('ERR_BAD_STRING_INDEX', message, place, index);
}

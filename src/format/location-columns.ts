// SPDX-License-Identifier: MIT
// The `locations` section -> columns: where in a script the class or function of an object was defined.

import { type Memory, growUint32, grownCapacity, ownMemory } from './growing-column.js';
import { RecordError } from './record-error.js';
import type { SnapshotHeader } from './snapshot-header.js';

const MAX_UINT32 = 0xffffffff;

/** Columns of the locations, valid in [0, count). Lines and columns are 0-based, as in the file. */
export interface LocationColumns {
  count: number;
  node: Uint32Array;
  scriptId: Uint32Array;
  line: Uint32Array;
  column: Uint32Array;
  /** Locations with a number above 2^32 - 1, which was cut to that. */
  clamped: number;
}

/** Empty columns. */
export function buildLocationColumns(memory: Memory = ownMemory): LocationColumns {
  const empty = new Uint32Array(memory(0));
  return { count: 0, node: empty, scriptId: empty, line: empty, column: empty, clamped: 0 };
}

/**
 * Appends the records in `block`. Numbers of unknown fields (such as `script_object_index`) are left out.
 * @throws RecordError `ERR_BAD_NODE_INDEX`
 */
export function takeLocations(
  columns: LocationColumns,
  header: SnapshotHeader,
  block: Float64Array,
  count: number,
): void {
  const fields = header.locationFields;
  const stride = fields.length;
  const objectIndex = fields.indexOf('object_index');
  if (objectIndex < 0) return;
  const needed = columns.count + count / stride;
  if (needed > columns.node.length) {
    const capacity = grownCapacity(columns.node.length, needed);
    columns.node = growUint32(columns.node, capacity);
    columns.scriptId = growUint32(columns.scriptId, capacity);
    columns.line = growUint32(columns.line, capacity);
    columns.column = growUint32(columns.column, capacity);
  }
  const nodeFields = header.nodeFields.length;
  const scriptId = fields.indexOf('script_id');
  const line = fields.indexOf('line');
  const column = fields.indexOf('column');
  for (let i = 0, l = columns.count; i < count; i += stride, l++) {
    const node = block[i + objectIndex] / nodeFields;
    if (!Number.isInteger(node)) {
      throw badLocation(l, objectIndex, stride, block[i + objectIndex], `a multiple of ${nodeFields}`);
    }
    columns.node[l] = Math.min(node, MAX_UINT32);
    const script = scriptId < 0 ? 0 : block[i + scriptId];
    const row = line < 0 ? 0 : block[i + line];
    const place = column < 0 ? 0 : block[i + column];
    if (Math.max(script, row, place) > MAX_UINT32) columns.clamped++;
    columns.scriptId[l] = Math.min(script, MAX_UINT32);
    columns.line[l] = Math.min(row, MAX_UINT32);
    columns.column[l] = Math.min(place, MAX_UINT32);
  }
  columns.count = needed;
}

/** The error for a location that belongs to no node. */
export function badLocation(
  record: number,
  offset: number,
  stride: number,
  value: number,
  expected: string,
): RecordError {
  const actual = `object_index ${value}`;
  const place = { section: 'locations', recordIndex: record, expected, actual };
  return new RecordError(
    'ERR_BAD_NODE_INDEX',
    `location ${record} has ${actual}, expected ${expected}`,
    place,
    record * stride + offset,
  );
}

// SPDX-License-Identifier: MIT
// The `edges` section -> columns, 9 bytes an edge. `to_node` of the file counts numbers, not nodes; it is
// divided here, by multiplication, and never seen again.

import type { ByteWindow } from '../tokens/byte-window.js';
import { scanPlainRecord } from '../tokens/record-scan.js';
import { type Memory, growUint32, growUint8, grownCapacity, ownMemory } from './growing-column.js';
import { RecordError } from './record-error.js';
import type { SnapshotHeader } from './snapshot-header.js';

const MAX_UINT32 = 0xffffffff;
const MAX_ELEMENT = MAX_UINT32;

/** What is known of some edges as a whole. */
export interface EdgeExtremes {
  count: number;
  /** Element indexes above 2^32 - 1, which were cut to that. */
  clampedElements: number;
  largestName: number;
  largestNameEdge: number;
  /** The largest target and its edge, checked at the end when the number of nodes was not known before. */
  largestTarget: number;
  largestTargetEdge: number;
}

/** Columns of the edges, valid in [0, count), grouped by owner in node order. */
export interface EdgeColumns extends EdgeExtremes {
  kind: Uint8Array;
  /** Index into the strings, or the element's index for edges that are numbered. */
  name: Uint32Array;
  /** Ordinal of the target node. */
  target: Uint32Array;
}

/** Of no edges. */
export const NO_EDGES: Readonly<EdgeExtremes> = {
  count: 0,
  clampedElements: 0,
  largestName: -1,
  largestNameEdge: 0,
  largestTarget: -1,
  largestTargetEdge: 0,
};

/** Of some edges and those that follow them. The first edge of several with the largest number counts. */
export function extremesOfBoth(front: EdgeExtremes, back: EdgeExtremes): EdgeExtremes {
  const isNameInFront = front.largestName >= back.largestName;
  const isTargetInFront = front.largestTarget >= back.largestTarget;
  return {
    count: front.count + back.count,
    clampedElements: front.clampedElements + back.clampedElements,
    largestName: isNameInFront ? front.largestName : back.largestName,
    largestNameEdge: isNameInFront ? front.largestNameEdge : front.count + back.largestNameEdge,
    largestTarget: isTargetInFront ? front.largestTarget : back.largestTarget,
    largestTargetEdge: isTargetInFront ? front.largestTargetEdge : front.count + back.largestTargetEdge,
  };
}

/** Empty columns with room for `capacity` edges. */
export function buildEdgeColumns(capacity: number, memory: Memory = ownMemory): EdgeColumns {
  return {
    ...NO_EDGES,
    kind: new Uint8Array(memory(capacity)),
    name: new Uint32Array(memory(4 * capacity)),
    target: new Uint32Array(memory(4 * capacity)),
  };
}

/**
 * Appends the records in `block`.
 * @throws RecordError `ERR_BAD_TYPE_INDEX`, `ERR_BAD_EDGE_TARGET`
 */
export function takeEdges(
  columns: EdgeColumns,
  header: SnapshotHeader,
  block: Float64Array,
  count: number,
): void {
  const stride = header.edgeFields.length;
  const records = count / stride;
  if (columns.count + records > columns.kind.length) growEdges(columns, columns.count + records);
  const typeOffset = header.edgeFields.indexOf('type');
  takeKinds(columns, header, block, count, typeOffset);
  takeNames(columns, header, block, count, typeOffset, header.edgeFields.indexOf('name_or_index'));
  takeTargets(columns, header, block, count, header.edgeFields.indexOf('to_node'));
  columns.count += records;
}

/**
 * The fast path of `takeEdges`, from bytes to columns. A record that is not plain or not valid is left for the
 * slow path, which says what is wrong with it.
 */
export function takePlainEdges(columns: EdgeColumns, header: SnapshotHeader, window: ByteWindow): number {
  const { bytes } = window;
  const { codes } = header.edgeKinds;
  const numeric = header.numericEdgeTypes;
  const stride = header.edgeFields.length;
  const typeOffset = header.edgeFields.indexOf('type');
  const nameOffset = header.edgeFields.indexOf('name_or_index');
  const targetOffset = header.edgeFields.indexOf('to_node');
  const fields = header.nodeFields.length;
  const inverse = 1 / fields;
  const record = new Uint32Array(stride);
  const { kind, name, target } = columns;
  const types = codes.length;
  const limit = kind.length;
  let { largestName, largestTarget } = columns;
  let edge = columns.count;
  let position = window.position;
  for (; edge < limit; edge++) {
    const next = scanPlainRecord(bytes, position, stride, record);
    if (next < 0) break;
    const type = record[typeOffset];
    const index = record[targetOffset];
    const ordinal = (index * inverse + 0.25) >>> 0;
    if (type >= types || ordinal * fields !== index) break;
    const label = record[nameOffset];
    if (label > largestName && numeric[type] !== 1) {
      largestName = label;
      columns.largestNameEdge = edge;
    }
    if (ordinal > largestTarget) {
      largestTarget = ordinal;
      columns.largestTargetEdge = edge;
    }
    kind[edge] = codes[type];
    name[edge] = label;
    target[edge] = ordinal;
    position = next;
  }
  const taken = edge - columns.count;
  columns.count = edge;
  columns.largestName = largestName;
  columns.largestTarget = largestTarget;
  window.position = position;
  return taken;
}

function growEdges(columns: EdgeColumns, needed: number): void {
  const capacity = grownCapacity(columns.kind.length, needed);
  columns.kind = growUint8(columns.kind, capacity);
  columns.name = growUint32(columns.name, capacity);
  columns.target = growUint32(columns.target, capacity);
}

function takeKinds(
  columns: EdgeColumns,
  header: SnapshotHeader,
  block: Float64Array,
  count: number,
  offset: number,
): void {
  const { codes } = header.edgeKinds;
  const stride = header.edgeFields.length;
  const kind = columns.kind;
  const types = codes.length;
  for (let i = offset, e = columns.count; i < count; i += stride, e++) {
    const type = block[i];
    if (type >= types) {
      throw badEdge('ERR_BAD_TYPE_INDEX', e, offset, stride, `type ${type}`, `a type below ${types}`);
    }
    kind[e] = codes[type];
  }
}

function takeNames(
  columns: EdgeColumns,
  header: SnapshotHeader,
  block: Float64Array,
  count: number,
  typeOffset: number,
  offset: number,
): void {
  const stride = header.edgeFields.length;
  const numeric = header.numericEdgeTypes;
  const delta = typeOffset - offset;
  const name = columns.name;
  let largest = columns.largestName;
  for (let i = offset, e = columns.count; i < count; i += stride, e++) {
    let index = block[i];
    if (numeric[block[i + delta]] === 1) {
      if (index > MAX_ELEMENT) {
        index = MAX_ELEMENT;
        columns.clampedElements++;
      }
    } else if (index > largest) {
      largest = index;
      columns.largestNameEdge = e;
    }
    name[e] = index;
  }
  columns.largestName = largest;
}

function takeTargets(
  columns: EdgeColumns,
  header: SnapshotHeader,
  block: Float64Array,
  count: number,
  offset: number,
): void {
  const stride = header.edgeFields.length;
  const fields = header.nodeFields.length;
  const inverse = 1 / fields;
  const target = columns.target;
  let largest = columns.largestTarget;
  for (let i = offset, e = columns.count; i < count; i += stride, e++) {
    const index = block[i];
    // The quotient is whole, so a quarter more than it, cut off, is exact in spite of the rounded inverse.
    const ordinal = (index * inverse + 0.25) >>> 0;
    if (ordinal * fields !== index) {
      throw badEdge(
        'ERR_BAD_EDGE_TARGET',
        e,
        offset,
        stride,
        `to_node ${index}`,
        `a multiple of ${fields} below the nodes' length`,
      );
    }
    if (ordinal > largest) {
      largest = ordinal;
      columns.largestTargetEdge = e;
    }
    target[e] = ordinal;
  }
  columns.largestTarget = largest;
}

/** The error for edge `edge`, whose number at `offset` of its record is wrong. */
export function badEdge(
  code: 'ERR_BAD_TYPE_INDEX' | 'ERR_BAD_EDGE_TARGET' | 'ERR_BAD_STRING_INDEX',
  edge: number,
  offset: number,
  stride: number,
  actual: string,
  expected: string,
): RecordError {
  const place = { section: 'edges', recordIndex: edge, expected, actual };
  return new RecordError(
    code,
    `edge ${edge} has ${actual}, expected ${expected}`,
    place,
    edge * stride + offset,
  );
}

// SPDX-License-Identifier: MIT
// The `nodes` section -> columns. One strided loop a field over a block that is in cache: as fast as one
// loop over records, and the order and number of fields do not matter. About 18 bytes a node.

import type { WideArray } from '../core/columns.js';
import type { ByteWindow } from '../tokens/byte-window.js';
import { scanPlainRecord } from '../tokens/record-scan.js';
import {
  type Memory,
  growUint32,
  growUint8,
  growWide,
  grownCapacity,
  ownMemory,
  widen,
} from './growing-column.js';
import { RecordError } from './record-error.js';
import type { SnapshotHeader } from './snapshot-header.js';

const MAX_UINT32 = 0xffffffff;

/** Columns of the nodes, valid in [0, count). */
export interface NodeColumns {
  count: number;
  kind: Uint8Array;
  /** Index into the strings. */
  name: Uint32Array;
  id: WideArray;
  selfSize: WideArray;
  /** First edge of each node; entry `count` closes the last run. */
  firstEdge: Uint32Array;
  /** 0 unknown, 1 attached, 2 detached; null where the producer does not say. */
  detachedness: Uint8Array | null;
  /** Allocation trace node of each node (0 = none); null where the producer does not trace. */
  traceNode: WideArray | null;
  /** The largest name index and the node that has it, to be checked when the strings are known. */
  largestName: number;
  largestNameNode: number;
  /** Nodes with a detachedness that is none of the three. */
  unknownStates: number;
}

/** Empty columns with room for `capacity` nodes. */
export function buildNodeColumns(
  header: SnapshotHeader,
  capacity: number,
  memory: Memory = ownMemory,
): NodeColumns {
  const has = (field: string): boolean => header.nodeFields.includes(field);
  return {
    count: 0,
    kind: new Uint8Array(memory(capacity)),
    name: new Uint32Array(memory(4 * capacity)),
    id: new Uint32Array(memory(4 * capacity)),
    selfSize: new Uint32Array(memory(4 * capacity)),
    firstEdge: new Uint32Array(memory(4 * (capacity + 1))),
    detachedness: has('detachedness') ? new Uint8Array(memory(capacity)) : null,
    traceNode: has('trace_node_id') ? new Uint32Array(memory(4 * capacity)) : null,
    largestName: -1,
    largestNameNode: 0,
    unknownStates: 0,
  };
}

/**
 * Appends the records in `block`.
 * @throws RecordError `ERR_BAD_TYPE_INDEX`, `ERR_NUMBER_RANGE`
 */
export function takeNodes(
  columns: NodeColumns,
  header: SnapshotHeader,
  block: Float64Array,
  count: number,
): void {
  const stride = header.nodeFields.length;
  const records = count / stride;
  const first = columns.count;
  if (first + records > columns.kind.length) growNodes(columns, first + records);
  for (let offset = 0; offset < stride; offset++) {
    switch (header.nodeFields[offset]) {
      case 'type':
        takeKinds(columns, header.nodeKinds.codes, block, count, offset, stride);
        break;
      case 'name':
        takeNames(columns, block, count, offset, stride);
        break;
      case 'id':
        columns.id = takeWide(columns.id, block, count, offset, stride, first);
        break;
      case 'self_size':
        columns.selfSize = takeWide(columns.selfSize, block, count, offset, stride, first);
        break;
      case 'edge_count':
        takeEdgeCounts(columns, block, count, offset, stride);
        break;
      case 'detachedness':
        for (let i = offset, n = first; i < count; i += stride, n++) {
          // Anything but the three known states is read as unknown.
          const state = block[i];
          if (state > 2) columns.unknownStates++;
          (columns.detachedness as Uint8Array)[n] = state > 2 ? 0 : state;
        }
        break;
      case 'trace_node_id':
        columns.traceNode = takeWide(columns.traceNode as WideArray, block, count, offset, stride, first);
        break;
      default:
        break; // a field that is not known to this version
    }
  }
  columns.count = first + records;
}

/**
 * The fast path of `takeNodes`, from bytes to columns. A record that is not plain or not valid is left for the
 * slow path, which says what is wrong with it.
 */
export function takePlainNodes(columns: NodeColumns, header: SnapshotHeader, window: ByteWindow): number {
  const { bytes } = window;
  const { codes } = header.nodeKinds;
  const offsetOf = (field: string): number => header.nodeFields.indexOf(field);
  const stride = header.nodeFields.length;
  const typeOffset = offsetOf('type');
  const nameOffset = offsetOf('name');
  const idOffset = offsetOf('id');
  const sizeOffset = offsetOf('self_size');
  const edgesOffset = offsetOf('edge_count');
  const stateOffset = offsetOf('detachedness');
  const traceOffset = offsetOf('trace_node_id');
  const record = new Uint32Array(stride);
  const { kind, name, id, selfSize, firstEdge, detachedness, traceNode } = columns;
  const types = codes.length;
  const limit = kind.length;
  let { largestName } = columns;
  let node = columns.count;
  let edges = firstEdge[node];
  let position = window.position;
  for (; node < limit; node++) {
    const next = scanPlainRecord(bytes, position, stride, record);
    if (next < 0) break;
    const type = record[typeOffset];
    const sum = edges + record[edgesOffset];
    if (type >= types || sum >= MAX_UINT32) break;
    const label = record[nameOffset];
    if (label > largestName) {
      largestName = label;
      columns.largestNameNode = node;
    }
    kind[node] = codes[type];
    name[node] = label;
    id[node] = record[idOffset];
    selfSize[node] = record[sizeOffset];
    edges = sum;
    firstEdge[node + 1] = sum;
    if (detachedness !== null) {
      const state = record[stateOffset];
      if (state > 2) columns.unknownStates++;
      detachedness[node] = state > 2 ? 0 : state;
    }
    if (traceNode !== null) traceNode[node] = record[traceOffset];
    position = next;
  }
  const taken = node - columns.count;
  columns.count = node;
  columns.largestName = largestName;
  window.position = position;
  return taken;
}

function growNodes(columns: NodeColumns, needed: number): void {
  const capacity = grownCapacity(columns.kind.length, needed);
  columns.kind = growUint8(columns.kind, capacity);
  columns.name = growUint32(columns.name, capacity);
  columns.id = growWide(columns.id, capacity);
  columns.selfSize = growWide(columns.selfSize, capacity);
  columns.firstEdge = growUint32(columns.firstEdge, capacity + 1);
  if (columns.detachedness) columns.detachedness = growUint8(columns.detachedness, capacity);
  if (columns.traceNode) columns.traceNode = growWide(columns.traceNode, capacity);
}

function takeKinds(
  columns: NodeColumns,
  codes: Uint8Array,
  block: Float64Array,
  count: number,
  offset: number,
  stride: number,
): void {
  const kind = columns.kind;
  const types = codes.length;
  for (let i = offset, n = columns.count; i < count; i += stride, n++) {
    const type = block[i];
    if (type >= types)
      throw badNode('ERR_BAD_TYPE_INDEX', n, offset, stride, `type ${type}`, `a type below ${types}`);
    kind[n] = codes[type];
  }
}

function takeNames(
  columns: NodeColumns,
  block: Float64Array,
  count: number,
  offset: number,
  stride: number,
): void {
  const name = columns.name;
  let largest = columns.largestName;
  for (let i = offset, n = columns.count; i < count; i += stride, n++) {
    const index = block[i];
    if (index > largest) {
      largest = index;
      columns.largestNameNode = n;
    }
    name[n] = index;
  }
  columns.largestName = largest;
}

function takeWide(
  column: WideArray,
  block: Float64Array,
  count: number,
  offset: number,
  stride: number,
  first: number,
): WideArray {
  if (column instanceof Uint32Array) {
    let i = offset;
    let n = first;
    for (; i < count; i += stride, n++) {
      const value = block[i];
      if (value > MAX_UINT32) break;
      column[n] = value;
    }
    if (i >= count) return column;
    column = widen(column);
  }
  for (let i = offset, n = first; i < count; i += stride, n++) column[n] = block[i];
  return column;
}

function takeEdgeCounts(
  columns: NodeColumns,
  block: Float64Array,
  count: number,
  offset: number,
  stride: number,
): void {
  const firstEdge = columns.firstEdge;
  let sum = firstEdge[columns.count];
  for (let i = offset, n = columns.count; i < count; i += stride, n++) {
    sum += block[i];
    if (sum >= MAX_UINT32) {
      throw badNode(
        'ERR_EDGE_COUNT_SUM',
        n,
        offset,
        stride,
        `edge counts that add up to ${sum}`,
        'below 2^32 - 1 edges',
      );
    }
    firstEdge[n + 1] = sum;
  }
}

function badNode(
  code: 'ERR_BAD_TYPE_INDEX' | 'ERR_EDGE_COUNT_SUM',
  node: number,
  offset: number,
  stride: number,
  actual: string,
  expected: string,
): RecordError {
  const place = { section: 'nodes', recordIndex: node, expected, actual };
  return new RecordError(
    code,
    `node ${node} has ${actual}, expected ${expected}`,
    place,
    node * stride + offset,
  );
}

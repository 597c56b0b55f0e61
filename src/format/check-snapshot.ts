// SPDX-License-Identifier: MIT
// The checks that need more than one section: counts against the header, sums, and indexes against tables.
// The columns kept the largest of each kind of index, so this costs one pass over the locations only.

import { HeapdiffError } from '../core/errors.js';
import { type EdgeColumns, badEdge } from './edge-columns.js';
import { badLocation } from './location-columns.js';
import type { NodeColumns } from './node-columns.js';
import { RecordError } from './record-error.js';
import type { SnapshotData } from './snapshot-data.js';
import type { SnapshotHeader } from './snapshot-header.js';

/** @throws HeapdiffError `ERR_COUNT_MISMATCH`, `ERR_MISSING_SECTION`, `ERR_BAD_META` */
export function checkNodeCounts(header: SnapshotHeader, nodes: NodeColumns): void {
  const { count } = nodes;
  checkCount('nodes', 'node_count', header.nodeCount, count, header.nodeFields.length);
  if (count === 0) {
    const place = { section: 'nodes', recordIndex: 0, expected: 'at least a root node', actual: 'none' };
    throw new RecordError('ERR_MISSING_SECTION', 'has no nodes', place, 0);
  }
  if (header.rootOrdinal >= count) {
    const expected = `a node below ${count}`;
    const actual = `node ${header.rootOrdinal}`;
    throw new HeapdiffError('ERR_BAD_META', `snapshot.root_index must be ${expected}, found ${actual}`, {
      section: 'snapshot',
      byteOffset: header.rootByteOffset,
      expected,
      actual,
    });
  }
}

/** @throws HeapdiffError `ERR_COUNT_MISMATCH`, `ERR_EDGE_COUNT_SUM` */
export function checkEdgeCounts(header: SnapshotHeader, nodes: NodeColumns, edges: EdgeColumns): void {
  const stride = header.edgeFields.length;
  checkCount('edges', 'edge_count', header.edgeCount, edges.count, stride);
  const owned = nodes.firstEdge[nodes.count];
  if (owned === edges.count) return;
  const record = Math.min(owned, edges.count);
  const place = {
    section: 'edges',
    recordIndex: record,
    expected: `${owned} edges`,
    actual: `${edges.count} edges`,
  };
  const message = `the nodes own ${owned} edges, but the section holds ${edges.count}`;
  throw new RecordError('ERR_EDGE_COUNT_SUM', message, place, record * stride);
}

/** @throws HeapdiffError `ERR_BAD_EDGE_TARGET` */
export function checkEdgeTargets(header: SnapshotHeader, nodes: NodeColumns, edges: EdgeColumns): void {
  if (edges.largestTarget < nodes.count) return;
  throw badEdge(
    'ERR_BAD_EDGE_TARGET',
    edges.largestTargetEdge,
    header.edgeFields.indexOf('to_node'),
    header.edgeFields.length,
    `to_node ${edges.largestTarget * header.nodeFields.length} (node ${edges.largestTarget})`,
    `a node below ${nodes.count}`,
  );
}

/** @throws HeapdiffError `ERR_BAD_STRING_INDEX` */
export function checkIndexes({ header, nodes, edges, strings }: SnapshotData): void {
  const expected = `a string below ${strings.count}`;
  if (nodes.largestName >= strings.count) {
    const node = nodes.largestNameNode;
    const actual = `name ${nodes.largestName}`;
    throw new RecordError(
      'ERR_BAD_STRING_INDEX',
      `node ${node} has ${actual}, expected ${expected}`,
      { section: 'nodes', recordIndex: node, expected, actual },
      node * header.nodeFields.length + header.nodeFields.indexOf('name'),
    );
  }
  if (edges.largestName >= strings.count) {
    throw badEdge(
      'ERR_BAD_STRING_INDEX',
      edges.largestNameEdge,
      header.edgeFields.indexOf('name_or_index'),
      header.edgeFields.length,
      `name ${edges.largestName}`,
      expected,
    );
  }
}

/** @throws HeapdiffError `ERR_BAD_NODE_INDEX` */
export function checkLocations({ header, nodes, locations }: SnapshotData): void {
  const offset = header.locationFields.indexOf('object_index');
  for (let l = 0; l < locations.count; l++) {
    if (locations.node[l] < nodes.count) continue;
    const value = locations.node[l] * header.nodeFields.length;
    throw badLocation(l, offset, header.locationFields.length, value, `a node below ${nodes.count}`);
  }
}

function checkCount(section: string, field: string, promised: number, found: number, stride: number): void {
  if (promised === 0 || promised === found) return;
  const record = Math.min(promised, found);
  const place = {
    section,
    recordIndex: record,
    expected: `${promised} records`,
    actual: `${found} records`,
  };
  const message = `its header says ${field} ${promised}, but the section holds ${found}`;
  throw new RecordError('ERR_COUNT_MISMATCH', message, place, record * stride);
}

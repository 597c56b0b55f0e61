// SPDX-License-Identifier: MIT
// The checks that need more than one section: counts against the header, sums, and indexes against tables.
// The columns kept the largest of each kind of index, so this costs one pass over the locations only.

import { HeapdiffError } from '../core/errors.js';
import { badEdge } from './edge-columns.js';
import { badLocation } from './location-columns.js';
import { RecordError } from './record-error.js';
import type { SnapshotData } from './snapshot-data.js';

/** @throws HeapdiffError `ERR_COUNT_MISMATCH`, `ERR_EDGE_COUNT_SUM`, `ERR_BAD_EDGE_TARGET`, `ERR_BAD_STRING_INDEX`, `ERR_BAD_NODE_INDEX` */
export function checkSnapshot(data: SnapshotData): void {
  const { header, nodes, edges, strings, locations } = data;
  checkCount('nodes', 'node_count', header.nodeCount, nodes.count);
  checkCount('edges', 'edge_count', header.edgeCount, edges.count);
  const promised = nodes.firstEdge[nodes.count];
  if (promised !== edges.count) {
    throw new HeapdiffError(
      'ERR_EDGE_COUNT_SUM',
      `its nodes own ${promised} edges, but it has ${edges.count}`,
      {
        section: 'edges',
        expected: `${promised} edges`,
        actual: `${edges.count} edges`,
      },
    );
  }
  if (nodes.count === 0) {
    throw new HeapdiffError('ERR_MISSING_SECTION', 'has no nodes', {
      section: 'nodes',
      expected: 'at least a root node',
      actual: 'none',
    });
  }
  if (header.rootOrdinal >= nodes.count) {
    const actual = `root_index of node ${header.rootOrdinal}`;
    throw new HeapdiffError('ERR_BAD_META', `has a ${actual}, but ${nodes.count} nodes`, {
      section: 'snapshot',
      expected: `a node below ${nodes.count}`,
      actual,
    });
  }
  if (edges.largestTarget >= nodes.count) {
    const stride = header.edgeFields.length;
    const actual = `to_node of node ${edges.largestTarget}`;
    const offset = header.edgeFields.indexOf('to_node');
    throw badEdge(
      'ERR_BAD_EDGE_TARGET',
      edges.largestTargetEdge,
      offset,
      stride,
      actual,
      `a node below ${nodes.count}`,
    );
  }
  if (nodes.largestName >= strings.count) {
    const node = nodes.largestNameNode;
    const stride = header.nodeFields.length;
    const actual = `name ${nodes.largestName}`;
    const expected = `a string below ${strings.count}`;
    const place = { section: 'nodes', recordIndex: node, expected, actual };
    const numberIndex = node * stride + header.nodeFields.indexOf('name');
    throw new RecordError(
      'ERR_BAD_STRING_INDEX',
      `node ${node} has ${actual}, expected ${expected}`,
      place,
      numberIndex,
    );
  }
  if (edges.largestName >= strings.count) {
    const offset = header.edgeFields.indexOf('name_or_index');
    const actual = `name ${edges.largestName}`;
    const expected = `a string below ${strings.count}`;
    throw badEdge(
      'ERR_BAD_STRING_INDEX',
      edges.largestNameEdge,
      offset,
      header.edgeFields.length,
      actual,
      expected,
    );
  }
  const objectIndex = header.locationFields.indexOf('object_index');
  for (let l = 0; l < locations.count; l++) {
    if (locations.node[l] >= nodes.count) {
      const value = locations.node[l] * header.nodeFields.length;
      throw badLocation(l, objectIndex, header.locationFields.length, value, `a node below ${nodes.count}`);
    }
  }
}

function checkCount(section: string, field: string, promised: number, found: number): void {
  if (promised === 0 || promised === found) return;
  throw new HeapdiffError(
    'ERR_COUNT_MISMATCH',
    `its header says ${field} ${promised}, but the section holds ${found}`,
    {
      section,
      expected: `${promised} records`,
      actual: `${found} records`,
    },
  );
}

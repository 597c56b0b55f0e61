// SPDX-License-Identifier: MIT
// One node -> what a report says of it.

import type { NodeColumn, NodeOrdinal } from '../core/columns.js';
import type { ClassIndex } from '../analysis/classes.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { type LocationIndex, findLocation } from '../heap/locations.js';
import { buildAllocationStack } from './build-allocation-stack.js';
import { buildDistance } from './build-distance.js';
import { buildLocation } from './build-location.js';
import { type ShowStrings, maskClassName } from './mask-names.js';
import type { ObjectInfo } from './model.js';

/** The columns that describe an object. */
export interface ObjectColumns {
  readonly graph: HeapGraph;
  readonly classes: ClassIndex;
  readonly locations: LocationIndex;
  readonly shallowSize: NodeColumn;
  readonly retainedSize: Float64Array;
  readonly distance: NodeColumn;
}

/** Describes one object. */
export function buildObjectInfo(columns: ObjectColumns, node: NodeOrdinal, show: ShowStrings): ObjectInfo {
  const { graph, classes, locations } = columns;
  return {
    id: graph.nodeId[node],
    className: maskClassName(classes.classes[classes.classOf[node]].name, show),
    name: null,
    shallowSize: columns.shallowSize[node],
    retainedSize: columns.retainedSize[node],
    distance: buildDistance(columns.distance[node]),
    location: buildLocation(findLocation(graph, locations, node)),
    allocationStack: buildAllocationStack(graph.data, node),
  };
}

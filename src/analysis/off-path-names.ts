// SPDX-License-Identifier: MIT
// Names of variables that no edge on a path has: those of exports, of WeakMaps from whose keys a path leads on, and
// those that a minifier replaced. Each kind is listed when it is first asked for, since most heaps are asked for none.

import type { NodeOrdinal } from '../core/columns.js';
import type { SourceVariable } from '../core/source-place.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import type { LocationIndex } from '../heap/locations.js';
import { listExportNames } from './module-cells.js';
import type { RawStep } from './retaining-paths.js';
import { buildVariableNames, findSeer } from './variable-names.js';
import { listWeakMapNames } from './weak-map-names.js';

/** The names of one graph; null where there is none. */
export interface OffPathNames {
  /** Under which some module exports the variable of a cell. */
  exportOf(cell: NodeOrdinal): string | null;
  /** Of the variable or property that holds the WeakMap whose table has this id. */
  weakMapOf(table: number): string | null;
  /** What source maps know of the variable or private field by which step `at` is reached. */
  variableOf(steps: readonly RawStep[], at: number): SourceVariable | null;
}

/** Prepares. O(nodes + edges) for the first name of each kind. */
export function buildOffPathNames(graph: HeapGraph, locations: LocationIndex): OffPathNames {
  const variables = buildVariableNames(graph, locations);
  let exports: ReadonlyMap<NodeOrdinal, string> | null = null;
  let weakMaps: ReadonlyMap<number, string> | null = null;
  return {
    exportOf: (cell) => (exports ??= listExportNames(graph)).get(cell) ?? null,
    variableOf: (steps, at) =>
      at > 0 ? variables.find(steps[at - 1].node, steps[at].edge, findSeer(graph, steps, at)) : null,
    weakMapOf: (table) => (weakMaps ??= listWeakMapNames(graph)).get(table) ?? null,
  };
}

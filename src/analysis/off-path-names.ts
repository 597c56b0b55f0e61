// SPDX-License-Identifier: MIT
// Names of variables that no edge on a path has: those of exports, and of WeakMaps from whose keys a path leads on.
// Each kind is listed when it is first asked for, since most heaps are asked for neither.

import type { NodeOrdinal } from '../core/columns.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { listExportNames } from './module-cells.js';
import { listWeakMapNames } from './weak-map-names.js';

/** The names of one graph; null where there is none. */
export interface OffPathNames {
  /** Under which some module exports the variable of a cell. */
  exportOf(cell: NodeOrdinal): string | null;
  /** Of the variable or property that holds the WeakMap whose table has this id. */
  weakMapOf(table: number): string | null;
}

/** Prepares. O(nodes + edges) for the first name of each kind. */
export function buildOffPathNames(graph: HeapGraph): OffPathNames {
  let exports: ReadonlyMap<NodeOrdinal, string> | null = null;
  let weakMaps: ReadonlyMap<number, string> | null = null;
  return {
    exportOf: (cell) => (exports ??= listExportNames(graph)).get(cell) ?? null,
    weakMapOf: (table) => (weakMaps ??= listWeakMapNames(graph)).get(table) ?? null,
  };
}

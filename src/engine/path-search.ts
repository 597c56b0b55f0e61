// SPDX-License-Identifier: MIT
// The best paths that a question asks for, as plain data that another thread can be told, and the search itself.

import type { BitSet } from '../core/bit-set.js';
import type { NodeOrdinal } from '../core/columns.js';
import { buildDetourRules } from '../analysis/detours.js';
import {
  type RetainingTree,
  type RetainingTreeOptions,
  computeRetainingTree,
} from '../analysis/retaining-paths.js';
import type { Analysis, AnalysisInProgress } from './analyze.js';
import {
  type NamedHeap,
  everyEdge,
  findNodeById,
  findPlaces,
  markIgnoredNodes,
  withoutIgnored,
} from './choose-objects.js';

/** An id, a class, `module` or `global`. */
export type Place = number | string;

/** Where paths begin, and what they may use. */
export interface PathSearch {
  /** null = at the GC roots */
  readonly from: Place | null;
  /** Classes and edge names that no path may use. */
  readonly ignore: readonly string[];
  /** Weak edges count as well. */
  readonly allEdges: boolean;
}

/** From the GC roots over everything that keeps its target alive. */
export const WHOLE_HEAP: PathSearch = { from: null, ignore: [], allEdges: false };

/** The nodes that a place stands for. Errors as in `findNodeById` and `findPlaces`. */
export function findPlaceNodes(heap: NamedHeap, place: Place): readonly NodeOrdinal[] {
  return typeof place === 'number' ? [findNodeById(heap, place)] : findPlaces(heap, place);
}

/**
 * What a search names as nodes and marks.
 * @throws HeapdiffError as `findPlaceNodes`
 */
export function prepareSearch(heap: NamedHeap, { from, ignore }: PathSearch): RetainingTreeOptions {
  return {
    closed: markIgnoredNodes(heap, ignore),
    ...(from === null ? {} : { sources: findPlaceNodes(heap, from) }),
  };
}

/** The edges that a search may use. O(edges). */
export function edgesOf(
  heap: Pick<Analysis, 'graph' | 'retaining' | 'locations'>,
  { allEdges, ignore }: PathSearch,
): BitSet {
  return withoutIgnored(heap, allEdges ? everyEdge(heap.graph) : heap.retaining, ignore);
}

/**
 * Searches a heap that is in memory. O(nodes + edges).
 * @throws HeapdiffError as `findPlaceNodes`
 */
export function searchPaths(analysis: AnalysisInProgress, search: PathSearch): RetainingTree {
  const { graph, pool } = analysis;
  const options = prepareSearch(analysis, search);
  return computeRetainingTree(graph, edgesOf(analysis, search), buildDetourRules(graph), pool, options);
}

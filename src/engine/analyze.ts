// SPDX-License-Identifier: MIT
// One graph through all analyses that every question needs, in the order in which they depend on each other.

import type { BitSet } from '../core/bit-set.js';
import { type ColumnPool, buildColumnPool } from '../core/column-pool.js';
import type { NodeColumn } from '../core/columns.js';
import { type TaskOptions, checkAborted } from '../core/task.js';
import { type ClassTable, computeClassTable } from '../analysis/class-table.js';
import { type ClassIndex, computeClasses, nameClassesByOrigin } from '../analysis/classes.js';
import { type DetachednessColumn, computeDetachedness } from '../analysis/detachedness.js';
import { computeDistances } from '../analysis/distances.js';
import { type DominatorTree, computeDominators } from '../analysis/dominators.js';
import { computeRetainedSizes } from '../analysis/retained-sizes.js';
import { computeShallowSizes } from '../analysis/shallow-sizes.js';
import {
  type PlainObjects,
  type ShapeDefinition,
  findPlainObjects,
  inferShapes,
} from '../analysis/shapes.js';
import { type EphemeronNames, findEphemeronNames } from '../heap/ephemerons.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { type LocationIndex, buildLocationIndex } from '../heap/locations.js';
import { computeRetainingEdges } from '../heap/retaining-edges.js';

/** Everything that is known of one heap. Columns have one entry a node unless they say otherwise. */
export interface Analysis {
  readonly graph: HeapGraph;
  readonly ephemerons: EphemeronNames;
  /** One bit an edge. */
  readonly retaining: BitSet;
  readonly locations: LocationIndex;
  readonly detachedness: DetachednessColumn;
  readonly shallowSize: NodeColumn;
  readonly distance: NodeColumn;
  readonly tree: DominatorTree;
  readonly retainedSize: Float64Array;
  readonly shapes: readonly ShapeDefinition[];
  readonly classes: ClassIndex;
  /** Scratch for further analyses of the same graph. */
  readonly pool: ColumnPool;
}

/** Distances, from which nothing else is found, may come later. */
export type AnalysisInProgress = Omit<Analysis, 'distance'> & { readonly distance: NodeColumn | null };

/** Where the shapes of plain objects come from when not from the graph itself (a diff: the newest snapshot). */
export type ShapeSource = (
  own: () => readonly ShapeDefinition[],
) => Promise<readonly ShapeDefinition[]> | readonly ShapeDefinition[];

/** What needs nothing but the graph, and so may be computed elsewhere. Names are those of the snapshot. */
export interface Sideline extends Pick<Analysis, 'shallowSize' | 'detachedness' | 'shapes' | 'classes'> {
  /** Null where there was something more urgent to do. */
  readonly distance: NodeColumn | null;
}

/** What another thread does meanwhile. */
export interface Elsewhere {
  readonly sideline: Promise<Sideline | null>;
  /** Hears of the retaining edges as soon as they are known, and of what they were found by. */
  tellRetaining(retaining: BitSet, ephemerons: EphemeronNames): void;
  /** Hears when the dominators are nearly there. */
  readonly tellNear: () => void;
}

/** The analyses that do not wait for the dominators. O(nodes + edges). */
export function computeSideline(
  graph: HeapGraph,
  locations: LocationIndex,
  withDistances: boolean,
  pool: ColumnPool,
): Sideline {
  const distance = withDistances ? computeDistances(graph, findEphemeronNames(graph.strings), pool) : null;
  const shallowSize = computeShallowSizes(graph, pool);
  const detachedness = computeDetachedness(graph);
  const plain = findPlainObjects(graph);
  const shapes = inferShapes(graph, plain);
  const { detached } = detachedness;
  const classes = computeClasses(graph, { locations, detached, plain, shapes }, pool);
  return { distance, shallowSize, detachedness, shapes, classes };
}

/** Runs the analyses. O(nodes + edges). @param elsewhere null = nobody helps */
export async function analyzeGraph(
  graph: HeapGraph,
  options: TaskOptions = {},
  shapeSource?: ShapeSource,
  elsewhere: Elsewhere | null = null,
): Promise<Analysis> {
  const analysis = await analyzeButDistances(graph, options, shapeSource, elsewhere);
  return { ...analysis, distance: analysis.distance ?? findDistances(analysis) };
}

/** The same but for distances that nobody has found elsewhere. */
export async function analyzeButDistances(
  graph: HeapGraph,
  options: TaskOptions,
  shapeSource: ShapeSource | undefined,
  elsewhere: Elsewhere | null,
): Promise<AnalysisInProgress> {
  const { onProgress, signal } = options;
  const stage = (name: string): void => {
    checkAborted(signal);
    onProgress?.({ stage: name, done: 0, total: null });
  };
  const pool = buildColumnPool();
  stage('edges');
  const ephemerons = findEphemeronNames(graph.strings);
  const retaining = computeRetainingEdges(graph, ephemerons, pool);
  elsewhere?.tellRetaining(retaining, ephemerons);
  stage('dominators');
  const tree = computeDominators(graph, retaining, pool, elsewhere?.tellNear);
  stage('sizes');
  const sideline = (await elsewhere?.sideline) ?? null;
  const shallowSize = sideline?.shallowSize ?? computeShallowSizes(graph, pool);
  const detachedness = sideline?.detachedness ?? computeDetachedness(graph);
  const retainedSize = computeRetainedSizes(tree, shallowSize, pool);
  stage('classes');
  const locations = buildLocationIndex(graph, pool, options.sources ?? null);
  let plain: PlainObjects | null = null;
  const ownShapes = (): readonly ShapeDefinition[] =>
    sideline?.shapes ?? inferShapes(graph, (plain = findPlainObjects(graph)));
  const shapes = await (shapeSource?.(ownShapes) ?? ownShapes());
  const classes =
    sideline?.shapes === shapes
      ? nameClassesByOrigin(sideline.classes, locations)
      : computeClasses(
          graph,
          { locations, detached: detachedness.detached, plain: plain ?? findPlainObjects(graph), shapes },
          pool,
        );
  return {
    graph,
    ephemerons,
    retaining,
    locations,
    detachedness,
    shallowSize,
    distance: sideline === null ? computeDistances(graph, ephemerons, pool) : sideline.distance,
    tree,
    retainedSize,
    shapes,
    classes,
    pool,
  };
}

export function findDistances({ graph, ephemerons, pool }: AnalysisInProgress): NodeColumn {
  return computeDistances(graph, ephemerons, pool);
}

/** What each class comes to. Of all questions only two ask for it. O(nodes). */
export function computeTableOf(analysis: Analysis): ClassTable {
  const { classes, shallowSize, distance, tree, retainedSize, pool } = analysis;
  return computeClassTable({ index: classes, shallowSize, distance, tree, retainedSize }, pool);
}

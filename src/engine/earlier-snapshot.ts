// SPDX-License-Identifier: MIT
// An analysed heap -> what remains of it when a later one is read: a table and some facts.

import type { SourceLookup } from '../core/source-place.js';
import { nameByOrigin } from '../analysis/classes.js';
import { pathCounts } from '../analysis/path-tree.js';
import { type LargeObjects, collectLarge } from '../diff/retained-growth.js';
import { type SnapshotTable, buildSnapshotTable } from '../diff/snapshot-table.js';
import { type SnapshotFacts, buildFacts } from '../report/build-head.js';
import { type Analysis, computeTableOf } from './analyze.js';
import { type AnalysedPaths, analyzePaths } from './analyze-paths.js';

/** What remains of it. Plain data. */
export interface EarlierSnapshot {
  readonly facts: SnapshotFacts;
  readonly table: SnapshotTable;
  /** What its large objects retained. */
  readonly large: LargeObjects;
}

/** All snapshots of a diff, the earlier ones in time order. */
export interface LoadedSnapshots {
  readonly earlier: readonly EarlierSnapshot[];
  readonly last: Analysis;
  /** What is compared of the last one, if it was computed while others were read. */
  readonly lastParts?: LastParts;
}

/** What a comparison needs of the last snapshot besides its analysis. */
export interface LastParts extends AnalysedPaths {
  readonly table: SnapshotTable;
}

/** O(nodes + edges). */
export function buildLastParts(analysis: Analysis): LastParts {
  const walked = analyzePaths(analysis);
  const table = computeTableOf(analysis);
  return { ...walked, table: buildSnapshotTable({ ...analysis, table }, pathCounts(walked.paths)) };
}

/** Cuts a heap down; its analysis must not be used any more. O(nodes + edges). */
export function buildEarlierSnapshot(analysis: Analysis): EarlierSnapshot {
  const { graph, tree, retainedSize, pool } = analysis;
  const facts = buildFacts(graph.data, retainedSize[graph.root]);
  const table = computeTableOf(analysis);
  const large = collectLarge(graph, retainedSize);
  // Nobody asks for dominators and retained sizes any more; the paths need as much memory.
  pool.give(tree.nodeOf);
  pool.give(tree.idom);
  pool.give(new Uint32Array(retainedSize.buffer, retainedSize.byteOffset, 2 * retainedSize.length));
  const { paths } = analyzePaths(analysis);
  return {
    facts,
    table: buildSnapshotTable({ ...analysis, table }, pathCounts(paths)),
    large,
  };
}

/** Original names and places: the look-up cannot pass between threads, so it is asked afterwards. O(classes). */
export function nameEarlier(snapshot: EarlierSnapshot, sources: SourceLookup): EarlierSnapshot {
  const { table } = snapshot;
  return { ...snapshot, table: { ...table, classes: nameByOrigin(table.classes, table.urls, sources) } };
}

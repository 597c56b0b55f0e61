// SPDX-License-Identifier: MIT
// The other side of second-thread.ts: reads edges, and analyses a graph.

import { parentPort, workerData } from 'node:worker_threads';

import { openFileAt } from '../bytes/file-source.js';
import { sharedBytes } from '../core/batch-memory.js';
import type { BitSet } from '../core/bit-set.js';
import { buildColumnPool } from '../core/column-pool.js';
import type { EdgeColumn, NodeColumn, NodeOrdinal } from '../core/columns.js';
import { HeapdiffError } from '../core/errors.js';
import { isRaised, takeOnce } from '../core/take-once.js';
import type { EdgeColumns } from '../format/edge-columns.js';
import { type EdgePieces, type EdgesPart, cutIntoPieces, readFrontEdges } from '../format/edges-ahead.js';
import { findEdges } from '../format/find-edges.js';
import type { SnapshotData } from '../format/snapshot-data.js';
import type { SnapshotHeader } from '../format/snapshot-header.js';
import type { EphemeronNames } from '../heap/ephemerons.js';
import { buildHeapGraph } from '../heap/heap-graph.js';
import { buildDetourRules } from '../analysis/detours.js';
import { computeDistances } from '../analysis/distances.js';
import type { MergedTree } from '../analysis/merged-retainers.js';
import { type RetainingTree, computeRetainingTree } from '../analysis/retaining-paths.js';
import { type RetainerIndex, buildRetainerIndex } from '../heap/retainers.js';
import { buildLocationIndex } from '../heap/locations.js';
import { type Sideline, computeSideline } from './analyze.js';
import { findQueried } from './choose-objects.js';
import { mergeHoldersOf } from './merge-holders.js';
import { type PageParts, buildPageParts } from './page-parts.js';
import { edgesOf, prepareSearch } from './path-search.js';
import { type Wanted, needsIndex } from './wanted.js';

/** What the first thread asks for. */
export type SecondThreadTask =
  | {
      readonly type: 'edges';
      readonly header: SnapshotHeader;
      /** Byte of the file from which the edges are looked for. */
      readonly offset: number;
      /** Empty, in shared memory, with room for all edges. */
      readonly columns: EdgeColumns;
      /** Shared, for `cutIntoPieces`. */
      readonly left: Int32Array;
    }
  /** The edges are all there, and their index of retainers will be needed. */
  | { readonly type: 'index'; readonly nodeCount: number; readonly columns: EdgeColumns }
  | {
      readonly type: 'analyze';
      readonly data: SnapshotData;
      readonly wanted: Wanted;
      /** Whether its edges are those that this thread has read. */
      readonly areEdgesKnown: boolean;
      /** Shared: who takes one first finds it. */
      readonly taken: { readonly paths: Int32Array; readonly distances: Int32Array };
      /** A flag of take-once.ts: the first thread will soon ask for the paths. */
      readonly isNear: Int32Array;
    }
  /** The retaining edges of the graph, for the tree of holders and the paths; WeakMap entries for the distances. */
  | {
      readonly type: 'retaining';
      readonly retaining: BitSet;
      readonly ephemerons: EphemeronNames;
    };

/** What it gets; page and holders in either order. */
export type SecondThreadAnswer =
  | { readonly type: 'pieces'; readonly answer: EdgePieces | null }
  | { readonly type: 'edges'; readonly answer: EdgesPart | null }
  | { readonly type: 'sideline'; readonly answer: Sideline }
  | { readonly type: 'page'; readonly answer: PageParts }
  | { readonly type: 'holders'; readonly answer: MergedTree | null }
  | { readonly type: 'paths'; readonly answer: RetainingTree | null }
  | { readonly type: 'distance'; readonly answer: NodeColumn | null };

const port = parentPort;
const found = new Promise<SecondThreadTask & { type: 'retaining' }>((resolve) => {
  port?.on('message', (task: SecondThreadTask) => {
    if (task.type === 'edges') void sendEdges(task);
    else if (task.type === 'index') indexAhead = buildIndex(task);
    else if (task.type === 'analyze') void sendAnalysis(task);
    else resolve(task);
  });
});

// What the first thread is told of lies where both can see it.
const pool = buildColumnPool(sharedBytes);

/** Made while the first thread reads the strings. */
let indexAhead: RetainerIndex | null = null;

function buildIndex({ nodeCount, columns }: SecondThreadTask & { type: 'index' }): RetainerIndex {
  const edgeTarget = columns.target as EdgeColumn as EdgeColumn<NodeOrdinal>;
  return buildRetainerIndex({ nodeCount, edgeCount: columns.count, edgeTarget }, pool);
}

async function sendEdges(task: SecondThreadTask & { type: 'edges' }): Promise<void> {
  const { header, offset, columns, left } = task;
  const file = await openFileAt(workerData as string);
  try {
    const place = await findEdges(file.readAt, file.size, header, offset);
    const pieces = place && cutIntoPieces(place, left);
    send({ type: 'pieces', answer: pieces });
    const part = pieces && (await readFrontEdges(file.readAt, header, pieces, columns));
    send({ type: 'edges', answer: part });
  } finally {
    await file.close();
  }
}

async function sendAnalysis(task: SecondThreadTask & { type: 'analyze' }): Promise<void> {
  const { data, wanted, taken, isNear } = task;
  const { search, question } = wanted;
  const graph = buildHeapGraph(data);
  const locations = buildLocationIndex(graph, pool);
  // Who asks for paths or holders waits for them, and has time for distances.
  const sideline = computeSideline(graph, locations, search === null && question === null, pool);
  const { shallowSize, classes } = sideline;
  // Names are looked up while the classes are here.
  const heap = { graph, classes, shallowSize, locations };
  const options = search === null ? null : tryNames(() => prepareSearch(heap, search));
  const held = question === null ? null : tryNames(() => findQueried(heap, question.query));
  const known = task.areEdgesKnown ? indexAhead : null;
  // There is time for it while the first thread looks for retaining edges.
  const index = needsIndex(wanted) ? (known ?? buildRetainerIndex(graph, pool)) : null;
  const page = wanted.hasPage && index !== null ? buildPageParts(graph, shallowSize, pool, index) : null;
  send({ type: 'sideline', answer: sideline });
  if (page !== null) send({ type: 'page', answer: page });
  if (search === null && question === null) return;
  const rules = buildDetourRules(graph);
  const { retaining, ephemerons } = await found;
  const sendPaths = (): void => {
    if (search === null) return;
    const answer =
      options !== null && takeOnce(taken.paths)
        ? computeRetainingTree(graph, edgesOf({ graph, retaining, locations }, search), rules, pool, options)
        : null;
    send({ type: 'paths', answer });
  };
  // Begun now, they would keep the first thread waiting, which can search them while the tree is merged.
  const isTreeFirst = question !== null && isRaised(isNear);
  if (!isTreeFirst) sendPaths();
  if (question !== null) {
    const heldHeap = { ...heap, retaining, pool };
    const answer = held === null ? null : mergeHoldersOf(heldHeap, held, question, index, rules);
    send({ type: 'holders', answer });
    if (isTreeFirst) sendPaths();
  }
  const areFree = takeOnce(taken.distances);
  send({ type: 'distance', answer: areFree ? computeDistances(graph, ephemerons, pool) : null });
}

/** A name that is not in the heap is no error here: the first thread comes to it and says so. */
function tryNames<T>(find: () => T): T | null {
  try {
    return find();
  } catch (error) {
    if (error instanceof HeapdiffError) return null;
    throw error;
  }
}

function send(message: SecondThreadAnswer): void {
  port?.postMessage(message);
}

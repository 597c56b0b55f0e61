// SPDX-License-Identifier: MIT
// A large file on two threads. The edges are half of the work of reading, and need only the header; sizes,
// distances and classes need only the graph, while the first thread is at the dominators. The snapshot lies in
// shared memory.
//
//   first    header | nodes ............ | strings | dominators ................................ | class table
//   second          | find | edges ....... (index) | distances | shallow sizes | shapes | classes | paths | tree ..
//
// Paths and a tree of retainers need the retaining edges, which the first thread has by then. Where there is either,
// distances come last, and whatever of paths and distances is not begun when the first thread comes to it is the first
// thread's. The tree comes before the paths if the first thread will soon be there. A page needs what the graph alone tells, which comes first. The index of retainers, for a page and a tree, needs
// the edges alone, and is made while the first thread reads the strings.

import { Worker } from 'node:worker_threads';

import { openFileAt } from '../bytes/file-source.js';
import { sharedBytes } from '../core/batch-memory.js';
import type { NodeColumn } from '../core/columns.js';
import { buildFlag, buildTakeOnce, raise, takeOnce } from '../core/take-once.js';
import { type EdgeColumns, buildEdgeColumns } from '../format/edge-columns.js';
import {
  type EdgePieces,
  type EdgesAhead,
  type EdgesPart,
  type ReadEdgesElsewhere,
  joinEdges,
  readBackEdges,
} from '../format/edges-ahead.js';
import type { MergedTree } from '../analysis/merged-retainers.js';
import type { RetainingTree } from '../analysis/retaining-paths.js';
import type { SnapshotData } from '../format/snapshot-data.js';
import type { SnapshotHeader } from '../format/snapshot-header.js';
import type { Elsewhere, Sideline } from './analyze.js';
import type { PageParts } from './page-parts.js';
import type { SecondThreadAnswer, SecondThreadTask } from './second-thread-worker.js';
import type { Wanted } from './wanted.js';

/** A thread costs 50 ms, about as much as a file of this size, or a graph of this many edges. */
const SMALL_BYTES = 16_000_000;
export const SMALL_EDGES = 500_000;

/** A thread that is started when there is something to do. */
export interface SecondThread {
  readonly readEdges: ReadEdgesElsewhere;
  analyze(data: SnapshotData, wanted: Wanted): ThreadAnswers;
  /** Ends the thread, whatever it does. */
  stop(): Promise<void>;
}

/** What the thread finds out; null if the snapshot is small or not in shared memory, or the thread failed. */
export interface ThreadAnswers extends Elsewhere {
  readonly pageParts: Promise<PageParts | null>;
  readonly holders: Promise<MergedTree | null>;
  readonly retainingTree: Promise<RetainingTree | null>;
  /** Only of who asks for paths or holders: else they are in the sideline. */
  readonly distance: Promise<NodeColumn | null>;
  /** Whether the paths were not begun; then they are the caller's, and the thread does not search them any more. */
  takePaths(): boolean;
  /** The same of the distances. */
  takeDistances(): boolean;
}

/**
 * @param size bytes of the file, not compressed; the header's count of edges must fit into it
 * @param hasIndex whether an index of retainers will be needed
 */
export function buildSecondThread(path: string, size: number, hasIndex: boolean): SecondThread {
  if (size < SMALL_BYTES) return NO_THREAD;
  const worker = new Worker(new URL('./second-thread-worker.js', import.meta.url), { workerData: path });
  // Heard from here on: an error without a listener would end the program.
  const failed = new Promise<null>((resolve) => worker.on('error', () => resolve(null)));
  const listen = <T>(type: SecondThreadAnswer['type']): Promise<T | null> =>
    Promise.race([failed, hear<T>(worker, type)]);
  let edgesAhead: EdgesAhead | null = null;
  const analyze: SecondThread['analyze'] = (data, wanted) => {
    if (data.edges.count < SMALL_EDGES || !isShared(data)) return NO_ANSWERS;
    const { search, question } = wanted;
    const sideline = listen<Sideline>('sideline');
    const pageParts = wanted.hasPage ? listen<PageParts>('page') : NOTHING;
    const holders = question === null ? NOTHING : listen<MergedTree>('holders');
    const retainingTree = search === null ? NOTHING : listen<RetainingTree>('paths');
    const distance = search === null && question === null ? NOTHING : listen<NodeColumn>('distance');
    // What the thread does not need would be copied.
    const plain = { ...data, traces: null, samples: null };
    const taken = { paths: buildTakeOnce(), distances: buildTakeOnce() };
    const isNear = buildFlag();
    const areEdgesKnown = data.edges.target.buffer === edgesAhead?.columns.target.buffer;
    worker.postMessage({
      type: 'analyze',
      data: plain,
      wanted,
      areEdgesKnown,
      taken,
      isNear,
    } satisfies SecondThreadTask);
    // Its scratch columns are a tenth of all memory: they go as soon as they are not needed.
    void Promise.all([sideline, pageParts, holders, retainingTree, distance]).then(() => worker.terminate());
    return {
      sideline,
      pageParts,
      holders,
      retainingTree,
      distance,
      takePaths: () => takeOnce(taken.paths),
      takeDistances: () => takeOnce(taken.distances),
      tellNear: () => raise(isNear),
      tellRetaining(retaining, ephemerons) {
        if (search === null && question === null) return;
        worker.postMessage({ type: 'retaining', retaining, ephemerons } satisfies SecondThreadTask);
      },
    };
  };
  return {
    readEdges(header, offset) {
      const { edgeCount, edgeFields } = header;
      if (edgeCount < SMALL_EDGES || edgeCount * edgeFields.length * 2 > size) return () => NOTHING;
      const columns = buildEdgeColumns(edgeCount, sharedBytes);
      const left = new Int32Array(sharedBytes(4));
      const found = listen<EdgePieces>('pieces');
      const front = listen<EdgesPart>('edges');
      worker.postMessage({ type: 'edges', header, offset, columns, left } satisfies SecondThreadTask);
      return async () => {
        const pieces = await found;
        if (pieces === null) return null;
        const [mine, theirs] = [await readBack(path, header, pieces, columns), await front];
        edgesAhead = mine && theirs && joinEdges(header, pieces, columns, theirs, mine);
        if (edgesAhead !== null && hasIndex) {
          const { nodeCount } = header;
          const task = { type: 'index', nodeCount, columns: edgesAhead.columns } as const;
          worker.postMessage(task satisfies SecondThreadTask);
        }
        return edgesAhead;
      };
    },
    analyze,
    async stop() {
      await worker.terminate();
    },
  };
}

/** This thread's part of the edges; null if the file cannot be opened once more: who reads the rest has it open. */
async function readBack(
  path: string,
  header: SnapshotHeader,
  pieces: EdgePieces,
  columns: EdgeColumns,
): Promise<EdgesPart | null> {
  const file = await openFileAt(path).catch(() => null);
  if (file === null) return null;
  return readBackEdges(file.readAt, header, pieces, columns).finally(() => file.close());
}

/** Whether another thread can see the snapshot without a copy. */
export function isShared({ nodes, edges, strings, locations }: SnapshotData): boolean {
  const columns = [nodes.kind, nodes.name, nodes.id, nodes.selfSize, nodes.firstEdge];
  columns.push(edges.kind, edges.name, edges.target, strings.bytes, strings.offsets);
  columns.push(locations.node, locations.scriptId, locations.line, locations.column);
  return columns.every(({ buffer }) => buffer instanceof SharedArrayBuffer);
}

const NOTHING: Promise<null> = Promise.resolve(null);
const NO_ANSWERS: ThreadAnswers = {
  sideline: NOTHING,
  pageParts: NOTHING,
  holders: NOTHING,
  retainingTree: NOTHING,
  distance: NOTHING,
  takePaths: () => true,
  takeDistances: () => true,
  tellRetaining: () => undefined,
  tellNear: () => undefined,
};
const NO_THREAD: SecondThread = {
  readEdges: () => () => NOTHING,
  analyze: () => NO_ANSWERS,
  stop: () => Promise.resolve(),
};

/** A thread that fails is no error: the first one then does the work itself, and says what is wrong. */
function hear<T>(worker: Worker, type: SecondThreadAnswer['type']): Promise<T | null> {
  return new Promise((resolve) => {
    worker.on('message', (message: SecondThreadAnswer) => {
      if (message.type === type) resolve(message.answer as T | null);
    });
    worker.once('exit', () => resolve(null));
  });
}

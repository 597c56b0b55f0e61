// SPDX-License-Identifier: MIT
// The other side of page-thread.ts.

import { parentPort, workerData } from 'node:worker_threads';

import { buildColumnPool } from '../core/column-pool.js';
import type { NodeColumn } from '../core/columns.js';
import type { SnapshotData } from '../format/snapshot-data.js';
import { buildHeapGraph } from '../heap/heap-graph.js';
import { buildPageParts } from './page-parts.js';

/** What it starts with. */
export interface PageTask {
  readonly data: SnapshotData;
  readonly shallowSize: NodeColumn;
}

const { data, shallowSize } = workerData as PageTask;
const parts = buildPageParts(buildHeapGraph(data), shallowSize, buildColumnPool());
const { firstIn, nextIn } = parts.retainers;
parentPort?.postMessage(parts, [firstIn.buffer as ArrayBuffer, nextIn.buffer as ArrayBuffer]);

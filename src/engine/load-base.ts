// SPDX-License-Identifier: MIT
// A path -> what tells whether objects of a later snapshot were in this one already.

import type { TaskOptions } from '../core/task.js';
import { buildHeapGraph } from '../heap/heap-graph.js';
import { loadSnapshot } from './load-analysis.js';
import { type BaseTable, buildBaseTable } from './since-base.js';

/** Reads the base. O(nodes log nodes). @throws HeapdiffError as `loadSnapshot` */
export async function loadBase(path: string, options: TaskOptions = {}): Promise<BaseTable> {
  return buildBaseTable(buildHeapGraph(await loadSnapshot(path, options)));
}

// SPDX-License-Identifier: MIT
// The parts of a page that need only the heap, found by another thread while this one compares.

import { Worker } from 'node:worker_threads';

import type { Analysis } from './analyze.js';
import { type PageParts, buildPageParts } from './page-parts.js';
import type { PageTask } from './page-thread-worker.js';
import { SMALL_EDGES, isShared } from './second-thread.js';

/** A heap that is small or not in shared memory is done here and now, and so is one whose thread fails. */
export async function findPageParts({ graph, shallowSize, pool }: Analysis): Promise<PageParts> {
  const { data } = graph;
  const aside = data.edges.count >= SMALL_EDGES && isShared(data) ? await ask() : null;
  return aside ?? buildPageParts(graph, shallowSize, pool);

  async function ask(): Promise<PageParts | null> {
    // What the thread does not need would be copied.
    const task = { data: { ...data, traces: null, samples: null }, shallowSize } satisfies PageTask;
    const worker = new Worker(new URL('./page-thread-worker.js', import.meta.url), { workerData: task });
    const answer = await new Promise<PageParts | null>((resolve) => {
      worker.once('message', resolve);
      worker.once('error', () => resolve(null));
      worker.once('exit', () => resolve(null));
    });
    void worker.terminate();
    return answer;
  }
}

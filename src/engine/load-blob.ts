// SPDX-License-Identifier: MIT
// A Blob (a chosen file, a download) -> everything that is known of the heap in it, in a page as well as in Node.

import { type Streamed, openBlobSource } from '../bytes/blob-source.js';
import { HeapdiffError } from '../core/errors.js';
import type { TaskOptions } from '../core/task.js';
import { readSnapshot } from '../format/read-snapshot.js';
import { buildHeapGraph } from '../heap/heap-graph.js';
import { type Analysis, type ShapeSource, analyzeGraph } from './analyze.js';

/** A snapshot that a person chose. */
export interface NamedBlob {
  readonly name: string;
  readonly blob: Streamed;
}

/**
 * Reads one snapshot and runs all analyses, on this thread. O(nodes + edges).
 * @param shapeSource shapes of plain objects, if not the snapshot's own
 * @throws HeapdiffError with the file, section and byte of what is wrong; `ERR_ABORTED`
 */
export async function loadBlob(
  file: NamedBlob,
  options: TaskOptions = {},
  shapeSource?: ShapeSource,
): Promise<Analysis> {
  const open = (): ReturnType<typeof openBlobSource> => openBlobSource(file.blob, file.name);
  const source = await open();
  try {
    return await analyzeGraph(
      buildHeapGraph(await readSnapshot(source, options, open)),
      options,
      shapeSource,
    );
  } catch (error) {
    throw error instanceof HeapdiffError && error.file === undefined ? error.inFile(file.name) : error;
  } finally {
    await source.close();
  }
}

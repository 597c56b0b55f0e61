// Objects -> the output.

import { type BatchMemory, sharedBytes } from '../src/core/batch-memory.js';
import type { OpenObjectsOptions } from '../src/engine/objects.js';
import type { OpenObjects } from '../src/engine/objects-of.js';
import { openRowsWriter } from '../src/engine/rows-thread.js';
import type { ByteRows } from '../src/render/byte-rows.js';
import type { ObjectsPlanner } from '../src/render/objects-parts.js';
import { buildObjectsWriter } from '../src/render/objects-writer.js';
import type { QuestionContext } from './run-question.js';

/**
 * Writes all rows in the format that was asked for.
 * @param limit rows at most
 * @param open opens them
 */
export async function writeObjects(
  { task, showStrings, format, terminal, openSink }: QuestionContext,
  limit: number,
  open: (options: OpenObjectsOptions) => Promise<OpenObjects>,
): Promise<void> {
  const rows = openRowsWriter();
  try {
    const { head, cells } = await open({
      ...task,
      limit,
      showStrings,
      allocate: rows.memory.allocate,
      onRead: (nodeCount) => rows.prepare(Math.min(nodeCount, limit)),
    });
    const planner = buildObjectsWriter(format, head, terminal, sharedBytes);
    const sink = await openSink(head.warnings);
    await write(planner.begin());
    const batches = planBatches(planner, cells, rows.memory);
    for await (const piece of rows.write(batches, head.shown, sink.pieceBytes)) await write(piece);
    await write(planner.end());

    async function write(piece: Uint8Array): Promise<void> {
      if (piece.length > 0) await sink.write(piece);
    }
  } finally {
    rows.stop();
  }
}

function* planBatches(
  planner: ObjectsPlanner,
  cells: OpenObjects['cells'],
  memory: BatchMemory,
): Iterable<ByteRows> {
  for (const batch of cells) {
    yield planner.plan(batch, memory.allocate);
    memory.next();
  }
}

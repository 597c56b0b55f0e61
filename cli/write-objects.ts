// Objects -> the output.

import type { Allocate, BatchMemory } from '../src/core/batch-memory.js';
import type { OpenObjects } from '../src/engine/objects-of.js';
import { buildRowsMemory, writeRowsAhead } from '../src/engine/rows-thread.js';
import { sharedBytes } from '../src/engine/second-thread.js';
import type { ByteRows } from '../src/render/byte-rows.js';
import type { ObjectsPlanner } from '../src/render/objects-parts.js';
import { buildObjectsWriter } from '../src/render/objects-writer.js';
import type { QuestionContext } from './run-question.js';

/**
 * Writes all rows in the format that was asked for.
 * @param open opens them, with memory for their cells
 */
export async function writeObjects(
  open: (allocate: Allocate) => Promise<OpenObjects>,
  { format, terminal, openSink }: Pick<QuestionContext, 'format' | 'terminal' | 'openSink'>,
): Promise<void> {
  const memory = buildRowsMemory();
  const { head, cells } = await open(memory.allocate);
  const writer = buildObjectsWriter(format, head, terminal, sharedBytes);
  const sink = await openSink(head.warnings);
  await writePiece(writer.begin());
  const batches = planBatches(writer, cells, memory);
  for await (const piece of writeRowsAhead(batches, head.shown, sink.pieceBytes)) await writePiece(piece);
  await writePiece(writer.end());

  async function writePiece(piece: Uint8Array): Promise<void> {
    if (piece.length > 0) await sink.write(piece);
  }
}

function* planBatches(
  writer: ObjectsPlanner,
  cells: OpenObjects['cells'],
  memory: BatchMemory,
): Iterable<ByteRows> {
  for (const batch of cells) {
    yield writer.plan(batch, memory.allocate);
    memory.next();
  }
}

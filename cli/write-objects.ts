// Objects -> the output. Some batches are under way: while this thread reads the heap and writes, another one
// makes the rows.

import type { OpenObjects } from '../src/engine/objects-of.js';
import { openRowsThread } from '../src/engine/rows-thread.js';
import { sharedBytes } from '../src/engine/second-thread.js';
import { buildObjectsWriter } from '../src/render/objects-writer.js';
import type { QuestionContext } from './run-question.js';

const BATCHES_AHEAD = 4;

/** Writes all rows in the format that was asked for. */
export async function writeObjects(
  { head, cells }: OpenObjects,
  { format, terminal, openSink }: Pick<QuestionContext, 'format' | 'terminal' | 'openSink'>,
): Promise<void> {
  const writer = buildObjectsWriter(format, head, terminal, sharedBytes);
  const sink = await openSink(head.warnings);
  const thread = openRowsThread(head.shown, sink.pieceBytes);
  const ahead: Promise<Iterable<Uint8Array>>[] = [];
  try {
    await writePieces([writer.begin()]);
    for (const batch of cells) {
      ahead.push(thread.write(writer.plan(batch)));
      if (ahead.length > BATCHES_AHEAD) await writePieces(await ahead.shift());
    }
    for (const pieces of ahead) await writePieces(await pieces);
    await writePieces([writer.end()]);
  } finally {
    thread.stop();
  }

  async function writePieces(pieces: Iterable<Uint8Array> = []): Promise<void> {
    for (const piece of pieces) if (piece.length > 0) await sink.write(piece);
  }
}

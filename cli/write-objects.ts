// Rows of objects -> the output, a chunk at a time. The next chunk is made while the last one is written.

import type { OpenObjects } from '../src/engine/objects-of.js';
import type { QuestionContext } from './run-question.js';

/** Writes all rows in the format that was asked for. */
export async function writeObjects(
  { head, batches, cells }: OpenObjects,
  { format, terminal, openSink }: Pick<QuestionContext, 'format' | 'terminal' | 'openSink'>,
): Promise<void> {
  const chunks = format === 'csv' ? await openCsv() : await openRows();
  const sink = await openSink(head.warnings);
  let pending: Promise<void> = Promise.resolve();
  for (const chunk of chunks) {
    await pending;
    pending = sink.write(chunk);
  }
  await pending;

  async function openCsv(): Promise<Iterable<Uint8Array>> {
    const { buildObjectsCsv } = await import('../src/render/objects-csv.js');
    const table = buildObjectsCsv(head.columns);
    return (function* () {
      yield table.begin();
      for (const batch of cells) yield table.rows(batch);
    })();
  }

  async function openRows(): Promise<Iterable<string>> {
    const { buildObjectsWriter } = await import('../src/render/objects-writer.js');
    const writer = buildObjectsWriter(format, head, terminal);
    return (function* () {
      yield writer.begin();
      for (const batch of batches) yield writer.rows(batch);
      yield writer.end();
    })();
  }
}

// SPDX-License-Identifier: MIT
// Cells of objects in batches -> bytes in pieces, so that a table of millions of rows is written while it is made,
// never is one string, and has every text escaped once only.

import type { Allocate } from '../core/batch-memory.js';
import { writeRows } from './byte-rows.js';
import { buildDataPlanner } from './objects-data.js';
import type { ObjectsHead, ObjectsWriter } from './objects-parts.js';
import { buildTablePlanner } from './objects-table.js';
import type { TerminalOptions } from './terminal-parts.js';

export type ObjectsFormat = 'text' | 'json' | 'markdown' | 'csv' | 'ndjson';

/**
 * Begins a text of rows.
 * @param head what `openObjects` gave besides the rows
 * @param allocate memory for texts, shared if another thread is to write what `plan` gives
 */
export function buildObjectsWriter(
  format: ObjectsFormat,
  head: ObjectsHead,
  options: TerminalOptions,
  allocate?: Allocate,
): ObjectsWriter {
  const planner =
    format === 'text' ? buildTablePlanner(head, options, allocate) : buildDataPlanner(format, head, allocate);
  return { ...planner, rows: (cells) => writeRows(planner.plan(cells)) };
}

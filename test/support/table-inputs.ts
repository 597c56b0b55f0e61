import { type TableInputs } from '../../src/diff/snapshot-table.js';
import { type Analysis, computeTableOf } from '../../src/engine/analyze.js';

/** What a snapshot's table is made of. */
export function tableInputs(analysis: Analysis): TableInputs {
  return { ...analysis, table: computeTableOf(analysis) };
}

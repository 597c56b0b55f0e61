// All objects of a heap as CSV by column, against the same rows one by one.

import { expect, test } from 'vitest';
import { loadAnalysis } from '../../../src/engine/load-analysis.js';
import { objectsOf } from '../../../src/engine/objects-of.js';
import type { ObjectColumn } from '../../../src/report/model.js';
import { buildObjectsCsv } from '../../../src/render/objects-csv.js';
import { buildObjectsWriter } from '../../../src/render/objects-writer.js';
import type { Analysis } from '../../../src/engine/analyze.js';
import { writeLineHeap } from '../../support/line-heap.js';
import { analyzeText } from '../../support/read-graph.js';

const COLUMNS: readonly ObjectColumn[] = [
  ...(['id', 'className', 'shallowSize', 'selfSize', 'retainedSize', 'distance'] as const),
  ...(['detachedness', 'kind', 'name', 'dominatorId', 'location', 'allocationStack'] as const),
];

function render(analysis: Analysis, columns: readonly ObjectColumn[]): { csv: string; twin: string } {
  const { head, batches, cells } = objectsOf(analysis, { columns }, { showStrings: 'always' });
  const table = buildObjectsCsv(columns);
  const csv = [table.begin(), ...Array.from(cells, (batch) => table.rows(batch))];
  const writer = buildObjectsWriter('csv', head, { colour: false, width: 80 });
  const twin = [writer.begin(), ...Array.from(batches, (batch) => writer.rows(batch)), writer.end()];
  return { csv: Buffer.concat(csv).toString(), twin: twin.join('') };
}

test.each([
  'node24-timeline.heaptimeline.gz',
  'node20.heapsnapshot.gz',
  'chromium.heapsnapshot.gz',
  'bun.heapsnapshot.gz',
])('%s: the cells make the same table as the rows', async (file) => {
  const analysis = await loadAnalysis(`snapshots/runtimes/${file}`);
  const { csv, twin } = render(analysis, COLUMNS);
  expect(csv.split('\r\n')).toHaveLength(analysis.graph.nodeCount + 2);
  expect(csv === twin).toBe(true);
});

test('texts that a spreadsheet would run, and sizes beyond 32 bits, are the same as well', async () => {
  const lines = `root: synthetic
  root --> formula
  formula: object =cmd|'/c_calc'!A1
  root --> bidi
  bidi: object \u202eevil","
  root --> large
  large: native Huge 5000000000`;
  const { csv, twin } = render(await analyzeText(writeLineHeap(lines)), ['className', 'retainedSize', 'id']);
  expect(csv).toBe(twin);
  expect(csv).toContain(`"'=cmd`);
  expect(csv).not.toContain('\u202e');
});

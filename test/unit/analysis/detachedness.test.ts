import { expect, test } from 'vitest';
import { computeTableOf } from '../../../src/engine/analyze.js';
import { Detachedness } from '../../../src/analysis/detachedness.js';
import { analyzeHeap } from '../../support/language-analysis.js';
import { analyzeText, readUncompressed } from '../../support/read-graph.js';

const { unknown, attached, detached } = Detachedness;

test('states spread through native nodes, attached before detached, and not through script', async () => {
  const { analysis, values, className } = await analyzeHeap(`
    root -/w/-> window:native "Window" 8 attached
    root -/g/-> gone:native "<div>" 8 detached
    window -> both:native "<p>" 8
    gone -> both
    gone -> child:native "<b>" 8
    gone -> script:Foo
    script -> beyond:native "<i>" 8
    gone ~w~> weakly:native "<s>" 8
  `);
  const { state } = analysis.detachedness;
  expect(values(state!, 'window gone both child script beyond weakly')).toEqual([
    ...[attached, detached, attached, detached],
    ...[unknown, unknown, unknown],
  ]);
  expect(['gone', 'both', 'child', 'beyond'].map(className)).toEqual([
    'Detached <div>',
    '<p>',
    'Detached <b>',
    '<i>',
  ]);
});

test('a node that knows its own state keeps it', async () => {
  const { analysis, values } = await analyzeHeap(`
    root -/w/-> window:native "Window" 8 attached
    window -> row:native "<tr>" 8 detached
    row -> cell:native "<td>" 8
  `);
  expect(values(analysis.detachedness.state!, 'row cell')).toEqual([detached, detached]);
});

test('old producers record none, and then there is none', async () => {
  const { analysis } = await analyzeHeap('root -/w/-> window:native "Window" 8', { dialect: 'node12' });
  expect(analysis.detachedness).toEqual({ state: null, detached: null });
});

test('elements that were removed from the page are detached in a real snapshot of Chromium', async () => {
  const analysis = await analyzeText(readUncompressed('undo-board/final.heapsnapshot.gz'));
  const { classes } = analysis;
  const table = computeTableOf(analysis);
  const counts = new Map(classes.classes.map(({ name }, number) => [name, table.counts[number]]));
  const removed = [...counts].filter(([name]) => name.startsWith('Detached '));
  expect(Math.max(...removed.map(([, count]) => count))).toBeGreaterThanOrEqual(400);
});

// What is far down in a linked list: a path of as many steps, and as many dominators.

import { describe, expect, test } from 'vitest';
import { retainersOf } from '../../../src/engine/retainers-of.js';
import { renderTerminalRetainers } from '../../../src/render/terminal-retainers.js';
import type { PathStep, RetainersReport } from '../../../src/report/model.js';
import { writeLineHeap } from '../../support/line-heap.js';
import { analyzeText } from '../../support/read-graph.js';

/** The last object of a list whose nodes have these classes by turns. */
async function askLast(length: number, classes: readonly string[]): Promise<RetainersReport> {
  const nodes = Array.from({ length }, (_, i) => `n${i}: object ${classes[i % classes.length]}`);
  const edges = nodes.slice(1).map((_, i) => `n${i} -property:next-> n${i + 1}`);
  const lines = [
    'root: synthetic',
    'root -shortcut:1-> global',
    ...nodes,
    'last: object Last',
    'global -property:head-> n0',
    ...edges,
    `n${length - 1} -property:value-> last`,
  ];
  const analysis = await analyzeText(writeLineHeap(lines.join('\n')));
  return retainersOf(analysis, { className: 'Last' });
}

const lengthOf = (steps: readonly PathStep[]): number =>
  steps.reduce((sum, { folded }) => sum + 1 + folded, 0);
const told = (steps: readonly PathStep[]): unknown[] =>
  steps.map(({ className, name, edge, folded }) => [className, name, edge, folded > 0]);

describe.each([
  ['one class', ['Node'], 25_001],
  ['two classes by turns', ['Entry', 'Link'], 25_000],
  ['five classes by turns', ['A', 'B', 'C', 'D', 'E'], 25_000],
])('a list of %s', (_, classes, length) => {
  test('its path is that of a short list, and counts what it leaves out', async () => {
    const short = await askLast(classes.length * 40 + (length % classes.length), classes);
    const long = await askLast(length, classes);
    expect(told(long.paths[0])).toEqual(told(short.paths[0]));
    expect(lengthOf(long.paths[0])).toBe(length + 3);
  });

  test('of its dominators the first and the last are told, and the terminal folds what repeats', async () => {
    const report = await askLast(length, classes);
    expect(report.dominators).toHaveLength(10_000);
    expect(lengthOf(report.dominators)).toBe(length + 2);
    expect(report.dominators.slice(0, 3).map(({ className }) => className)).toEqual([
      '(GC roots)',
      'global',
      classes[0],
    ]);
    expect(report.dominators.at(-1)?.className).toBe(classes[(length - 1) % classes.length]);
    const text = renderTerminalRetainers(report, { width: 100, colour: false });
    const [, section] = text.split('DOMINATORS');
    expect(section).toMatch(/\(\d+ folded\)/);
    expect(section.split('\n').length).toBeLessThan(6);
  });
});

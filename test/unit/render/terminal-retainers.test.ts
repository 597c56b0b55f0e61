import { expect, test } from 'vitest';
import { retainersOf } from '../../../src/engine/retainers-of.js';
import { renderTerminalRetainers } from '../../../src/render/terminal-retainers.js';
import { analyzeText } from '../../support/read-graph.js';
import { writeLineHeap } from '../../support/line-heap.js';

test('how often each way is gone is told whole, over as many lines as it takes', async () => {
  const lists = ['first', 'second', 'third'];
  const lines = lists.flatMap((name) => [
    `${name}: object Array`,
    `global -property:${name}-> ${name}`,
    ...Array.from({ length: 3 }, (_, n) => `${name} -element:${n}-> ${name}${n}`),
    ...Array.from({ length: 3 }, (_, n) => `${name}${n}: object Item`),
  ]);
  const text = ['root: synthetic', 'root -shortcut:1-> global', 'global: object global', ...lines].join('\n');
  const report = retainersOf(await analyzeText(writeLineHeap(text)), { className: 'Item' });
  expect(report.pathCounts).toEqual([3, 3, 3]);
  const counts = [1_499_999, 1_300_000, 1_300_000];
  const large = { ...report, pathCounts: counts, instances: { ...report.instances!, count: 4_100_000 } };
  const rendered = renderTerminalRetainers(large, { width: 60, colour: false });
  expect(rendered.replaceAll(/\n\s+/g, ' ')).toContain(
    '4,100,000 are reached in 3 ways: 1,499,999 / 1,300,000 / 1,300,000, 1 in other ways or in none',
  );
});

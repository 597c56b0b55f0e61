import { expect, test } from 'vitest';
import { diffHeaps } from '../../../support/diff-heaps.js';

/** Records that a group of roots holds, by edges that are called so. */
function heap(count: number, edge: (n: number) => string): string {
  const lines = ['root -> app:App @3', 'root -[1]-> groups:synthetic "(GC roots)" 0 @5'];
  lines.push('groups -[1]-> handles:synthetic "(Global handles)" 0 @7');
  for (let n = 0; n < count; n++)
    lines.push(`handles -{${edge(n)}}-> r${n}:Telemetry 40 @${10_001 + 2 * n} place 7 1 3`);
  for (let n = 0; n < 150; n++) lines.push(`app -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  return lines.join('\n');
}

test.each([
  ['numbered', (n: number) => `${n + 2} / DevTools console`],
  ['alike', () => 'DevTools console'],
])('what was logged for an inspector is told by that: edges that are %s', async (_, edge) => {
  const { suspects } = await diffHeaps([20, 40, 60].map((count) => heap(count, edge)));
  expect(suspects.rows.map(({ title, cause }) => [title, cause.kind, cause.confidence])).toEqual([
    ['Console messages keep 40 more Telemetry, +20 a step', 'other', 'high'],
  ]);
  expect(suspects.rows[0].cause.evidence[0]).toMatch(/^objects that were logged while an inspector/);
});

test('other handles say nothing of a console', async () => {
  const { suspects } = await diffHeaps([20, 40, 60].map((count) => heap(count, (n) => String(n))));
  expect(suspects.rows.map(({ title }) => title)).toEqual([
    'The runtime itself keeps 40 more Telemetry, +20 a step',
  ]);
});

import { expect, test } from 'vitest';
import { diffHeaps } from '../../../support/diff-heaps.js';

test('functions that bind() made are told with what they are bound to, and how to take them out', async () => {
  const heap = (count: number): string => {
    const lines = ['root -> app:App @3', 'app -channels-> list:Array @5'];
    for (let n = 0; n < 150; n++) lines.push(`app -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
    for (let n = 0; n < count; n++)
      lines.push(
        `list -[${n}]-> f${n}:closure "native_bind" 64 @${10_001 + 4 * n}`,
        `f${n} -{bound_this}-> t${n}:Tab 40 @${10_003 + 4 * n} place 7 1 3`,
      );
    return lines.join('\n');
  };
  const { suspects } = await diffHeaps([heap(20), heap(60), heap(100)]);
  const [{ growing, cause }] = suspects.rows;
  expect([growing.className, cause.kind, cause.confidence]).toEqual(['Tab', 'closure-context', 'high']);
  expect(cause.evidence).toEqual([
    'Array `channels` keeps functions that bind() made, and each keeps the object that it is bound to: 40 added at every step',
  ]);
  expect(cause.advice).toMatch(/bind\(\) makes another one each time/);
});

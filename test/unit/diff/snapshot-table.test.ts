import { expect, test } from 'vitest';
import { diffHeaps } from '../../support/diff-heaps.js';

/** Functions whose code is of a kind and name, beside other objects, and records in a list. */
function heap(code: string, records: number): string {
  const lines = ['root -> app:App @3', 'app -list-> list:Array @5'];
  for (let n = 0; n < 60; n++)
    lines.push(
      `app -[${n}]-> f${n}:closure "f" 64 @${1001 + 4 * n}`,
      `f${n} -{code}-> c${n}:${code} 64 @${1003 + 4 * n}`,
    );
  for (let n = 0; n < 150; n++) lines.push(`list -still${n}-> s${n}:Still 16 @${2001 + 2 * n}`);
  for (let n = 0; n < records; n++) lines.push(`list -[${n}]-> r${n}:Record 40 @${10_001 + 2 * n}`);
  return lines.join('\n');
}

const bytecode = 'hidden "system / BytecodeWrapper"';

test('functions whose bytecode V8 has let go, as it does when memory is short, are those that they were', async () => {
  const flushed = 'code "system / UncompiledDataWithoutPreparseData"';
  const { identity, suspects } = await diffHeaps([heap(bytecode, 20), heap(flushed, 60)]);
  expect(identity).toMatchObject({ mode: 'id', matchedFraction: 1 });
  expect(suspects.rows.map(({ growth }) => growth.count)).toEqual([40]);
});

test('code that is another object now is one of another process', async () => {
  const { identity } = await diffHeaps([heap(bytecode, 20), heap('object "Session"', 60)]);
  expect(identity.mode).toBe('structural');
});

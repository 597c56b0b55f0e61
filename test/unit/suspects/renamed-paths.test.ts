import { expect, test } from 'vitest';
import type { DiffReport } from '../../../src/report/model.js';
import { diffHeaps } from '../../support/diff-heaps.js';

/** Records in a Map that a variable holds, in a process of its own. */
function heap(variable: string, count: number, process: number): string {
  const lines = ['root -> app:Function', `app -{context}-> scope:Context`, `scope -(${variable})-> map:Map`];
  for (let n = 0; n < count; n++)
    lines.push(
      `map -[${n}]-> r${n}:Object 40`,
      `r${n} -invoice-> i${n}:string "a" 20`,
      `r${n} -paid-> p${n}:string "b" 24`,
    );
  for (let n = 0; n < 150; n++) lines.push(`app -still${n}-> s${n}:Still 16`);
  let next = 1 + 100_000 * process;
  return lines
    .map((line) => line.replace(/:\w+(?: "\w")?(?: \d+)?$/, (node) => `${node} @${(next += 2)}`))
    .join('\n');
}

async function told(heaps: readonly string[]): Promise<readonly (readonly unknown[])[]> {
  const report: DiffReport = await diffHeaps(heaps);
  expect(report.identity.mode).toBe('structural');
  return report.suspects.rows.map(({ growing, holder }) => [
    growing.className,
    growing.addedPerStep,
    holder?.name,
  ]);
}

test('what an earlier build holds by a variable of another name was there before', async () => {
  expect(await told([heap('q', 150, 0), heap('s', 420, 1), heap('s', 700, 2)])).toEqual([
    ['{invoice, paid}', [270, 280], 's'],
  ]);
  expect(await told([heap('q', 150, 0), heap('q', 420, 1), heap('s', 700, 2)])).toEqual([
    ['{invoice, paid}', [270, 280], 's'],
  ]);
});

test('as many as before under another name are no growth', async () => {
  expect(await told([heap('q', 300, 0), heap('s', 300, 1)])).toEqual([]);
});

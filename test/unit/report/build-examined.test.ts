import { expect, test } from 'vitest';
import type { Examined } from '../../../src/report/model.js';
import { diffHeaps } from '../../support/diff-heaps.js';

/** Objects of one class below the root; ids tell who is new. */
function objects(name: string, kind: string, ids: readonly number[]): string {
  return ids.map((id) => `root -> n${id}\nn${id} = ${kind} "${name}" 100 @${id}`).join('\n');
}

const ids = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + 2 * i);

async function examine(
  ...snapshots: readonly (readonly (readonly [string, string, number[]])[])[]
): Promise<Examined> {
  const report = await diffHeaps(
    snapshots.map((groups) => groups.map(([name, kind, list]) => objects(name, kind, list)).join('\n')),
  );
  return report.examined;
}

test('each class that grew is counted once, by what its numbers say', async () => {
  const examined = await examine(
    [
      ['Warm', 'object', ids(1001, 1)],
      ['Job', 'object', ids(2001, 10)],
      ['Row', 'object', ids(3001, 1)],
      ['Old', 'object', ids(5001, 3)],
    ],
    [
      ['Warm', 'object', ids(1001, 5)],
      ['Job', 'object', ids(2101, 11)],
      ['Row', 'object', ids(3001, 2)],
      ['code', 'code', ids(4001, 4)],
      ['Old', 'object', ids(5001, 2)],
    ],
    [
      ['Warm', 'object', ids(1001, 5)],
      ['Job', 'object', ids(2201, 13)],
      ['Row', 'object', ids(3001, 4)],
      ['code', 'code', ids(4001, 9)],
      ['Old', 'object', ids(5001, 1)],
    ],
  );
  expect(examined).toMatchObject({
    settled: { classes: 1, shallowSize: 400 },
    replaced: { classes: 1, shallowSize: 300 },
    growing: { classes: 1, shallowSize: 300 },
    runtime: { classes: 1, shallowSize: 900 },
  });
  expect(examined.classes).toBeGreaterThanOrEqual(5);
});

test('with two snapshots nothing can have stood still', async () => {
  const examined = await examine([['Warm', 'object', ids(1001, 1)]], [['Warm', 'object', ids(1001, 5)]]);
  expect(examined).toMatchObject({ settled: { classes: 0 }, growing: { classes: 1, shallowSize: 400 } });
});

test('the same heap twice has not grown', async () => {
  const examined = await examine([['Warm', 'object', ids(1001, 3)]], [['Warm', 'object', ids(1001, 3)]]);
  for (const kind of ['settled', 'replaced', 'growing', 'runtime'] as const)
    expect(examined[kind]).toEqual({ classes: 0, shallowSize: 0 });
});

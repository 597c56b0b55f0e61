// What large heaps do all the time, beside which a leak is small; ids mean something here.

import { expect, test } from 'vitest';
import type { Suspect } from '../../../src/report/model.js';
import { diffHeaps } from '../../support/diff-heaps.js';

async function suspectsOf(heaps: readonly string[]): Promise<readonly Suspect[]> {
  const still = Array.from({ length: 200 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  const report = await diffHeaps(
    heaps.map((lines) => ['root -> app:App @3', 'app -> still:Array @5', ...still, lines].join('\n')),
  );
  expect(report.identity.mode).toBe('id');
  return report.suspects.rows;
}

const lines = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n');

/** Entries of a store, the first of which have left it and are only in an index. */
const orphans = (left: number): string =>
  [
    'app -store-> store:Array 32 @7',
    'app -byTag-> index:Set 32 @9',
    lines(100, (n) => `${n < left ? 'index' : 'store'} -[${n}]-> e${n}:Entry 40 @${10_001 + 2 * n}`),
  ].join('\n');

test('what a store has let go and an index still has is a leak, though no object of it is new', async () => {
  const [suspect, ...others] = await suspectsOf([orphans(10), orphans(40), orphans(70)]);
  expect(others).toEqual([]);
  expect(suspect.title).toBe('Set `byTag` keeps 60 more Entry, +30 a step');
  expect(suspect.growth).toMatchObject({ count: 60, retained: 2800 });
});

test('what moves from one place to another a little, or not at each step, is none', async () => {
  expect(await suspectsOf([orphans(40), orphans(55), orphans(70)])).toEqual([]);
  expect(await suspectsOf([orphans(0), orphans(60), orphans(70)])).toEqual([]);
  expect(await suspectsOf([orphans(0), orphans(9), orphans(18)])).toEqual([]);
  expect(await suspectsOf([orphans(10), orphans(70)])).toEqual([]);
});

/** Names of 100 objects, of which some are new texts. */
const named = (texts: number, kind: string, size: number): string =>
  [
    'app -users-> users:Array 32 @7',
    lines(
      100,
      (n) =>
        `users -[${n}]-> u${n}:User 40 @${10_001 + 2 * n}\nu${n} -name-> ${n < texts ? `t${n}:${kind} ${size} @${20_001 + 2 * n}` : 'none'}`,
    ),
    'none = string "" 16 @9',
  ].join('\n');

test('texts in the fields of many objects come and go with when V8 puts them together', async () => {
  const kind = 'concatenated_string "a"';
  expect(await suspectsOf([named(10, kind, 32), named(40, kind, 32), named(70, kind, 32)])).toEqual([]);
  const sizes = [64, 128, 192].map((size) => named(90, kind, size));
  expect(await suspectsOf(sizes)).toEqual([]);
});

test('many objects that get a little larger are no leak, and a few or much larger ones are', async () => {
  const buffers = (count: number, size: number): string =>
    `app -pool-> pool:Array 32 @7\n${lines(count, (n) => `pool -[${n}]-> b${n}:Block ${size} @${10_001 + 2 * n}`)}`;
  expect(await suspectsOf([buffers(50, 10_000), buffers(50, 10_100), buffers(50, 10_200)])).toEqual([]);
  for (const [count, step] of [
    [5, 300],
    [50, 1000],
  ]) {
    const sizes = [10_000, 10_000 + step, 10_000 + 2 * step];
    const suspects = await suspectsOf(sizes.map((size) => buffers(count, size)));
    expect(suspects.map(({ title }) => title)).toEqual([
      `Block \`pool\` got ${(count * 2 * step).toLocaleString('en-US')} bytes larger`,
    ]);
  }
});

// A handful of the programs beside this, run for real; `npm run leaks` runs them all.

import { expect, test } from 'vitest';
import { findPrograms, judgeProgram } from './judge-program.js';

const chosen = [
  'abort-signal.cjs',
  'closure-chain.cjs',
  'interval-poll.mjs',
  'map-of-arrays.cjs',
  'pending-calls.mjs',
  'rope-log.cjs',
  'two-generations.cjs',
  'warm-up-cache.cjs',
  'watch-files.mjs',
];

test.each(findPrograms().filter(({ name }) => chosen.includes(name)))(
  'the answer for $name is right',
  async (program) => {
    expect(await judgeProgram(program)).toEqual([]);
  },
);

/** Some of them, with a restart between any two snapshots, which hashes the names of globals anew. */
const restarted = ['class-static.cjs', 'interval-poll.mjs', 'map-of-arrays.cjs', 'two-generations.cjs'];

test.each(findPrograms().filter(({ name }) => restarted.includes(name)))(
  'the answer for $name is right when it was restarted between the snapshots',
  async (program) => {
    expect(await judgeProgram(program, true)).toEqual([]);
  },
);

test('every program says what it is', () => {
  for (const { name, isLeaky, truth } of findPrograms()) expect(truth !== null, name).toBe(isLeaky);
});

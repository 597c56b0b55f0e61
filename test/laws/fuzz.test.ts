// The fuzzer with fixed seeds: a minute of it. `npm run fuzz -- --minutes N` goes on from there.

import { describe, expect, it } from 'vitest';
import { checkInput } from '../fuzz/check-input.js';
import { buildFuzzInput } from '../fuzz/mutate.js';

const INPUTS = 4000;
const BATCHES = 8;

describe('almost snapshots', () => {
  const verdicts = { read: 0, refused: 0 };

  it.each(Array.from({ length: BATCHES }, (_, batch) => batch))(
    'of batch %i are read or refused',
    async (batch) => {
      const size = INPUTS / BATCHES;
      for (let seed = batch * size; seed < (batch + 1) * size; seed++) {
        try {
          verdicts[await checkInput(buildFuzzInput(seed), seed % 3 === 0 ? 64 : 4096)]++;
        } catch (error) {
          throw new Error(`seed ${seed}`, { cause: error });
        }
      }
    },
  );

  it('are of both kinds, so that both are tested', () => {
    expect(verdicts.read).toBeGreaterThan(INPUTS / 20);
    expect(verdicts.refused).toBeGreaterThan(INPUTS / 4);
  });
});

// Every way in which a snapshot can be wrong: which code, which section, which byte; in one short line.

import { describe, expect, it } from 'vitest';
import type { HeapdiffError } from '../../src/core/errors.js';
import { errorFields, soundText, tryRead } from '../support/damaged-heap.js';
import { headerDamages, numbersDamages } from './header-damages.js';
import { recordsDamages } from './record-damages.js';
import { structureDamages } from './structure-damages.js';

const sound = soundText();

describe.each([...headerDamages, ...numbersDamages, ...recordsDamages, ...structureDamages])(
  '$what',
  ({ from, to, code, section, at, message }) => {
    expect(sound.split(from).length, `${String(from)} stands once`).toBe(2);
    const text = sound.replace(from, () => to);

    it(`is ${code}, at its place, in one short line`, async () => {
      const { error } = await tryRead(text);
      expect(error).not.toBeNull();
      const found = error as HeapdiffError;
      expect({ code: found.code, section: found.section }).toEqual({ code, section });
      expect(found.message).toMatch(message);
      expect(found.message).not.toMatch(/[\n\r\0]/);
      expect(found.message.length).toBeLessThan(160);
      const place = Buffer.from(text).subarray(found.byteOffset).toString();
      expect(found.byteOffset).toBeTypeOf('number');
      expect(place.slice(0, 30)).toBe(at === null ? '' : (at + place.slice(at.length)).slice(0, 30));
      expect([typeof found.expected, typeof found.actual]).toEqual(['string', 'string']);
      expect(found.file).toBe('damaged.heapsnapshot');
    });

    it('is the same however the bytes arrive', async () => {
      const whole = await tryRead(text);
      for (const options of [{ pieces: 1 }, { windowBytes: 24 }, { windowBytes: 31, pieces: 7 }]) {
        const other = await tryRead(text, options);
        expect(errorFields(other.error as HeapdiffError)).toEqual(errorFields(whole.error as HeapdiffError));
      }
    });
  },
);

it('the sound text is sound', async () => {
  const { data } = await tryRead(sound);
  expect([data?.nodes.count, data?.edges.count, data?.strings.count, data?.locations.count]).toEqual([
    5, 6, 9, 1,
  ]);
});

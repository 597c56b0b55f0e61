import { expect, test } from 'vitest';
import { readKnownRetainers } from '../../../src/engine/read-known-retainers.js';

const suspect = {
  maskedPath: ['(GC roots) (synthetic)', 'history History', 'entries Array', '[] Entry'],
  package: '@scope/log',
  file: '/srv/app/src/log.js',
};
const fits = (entry: object): boolean => readKnownRetainers([{ name: 'x', ...entry }])[0].fits(suspect);

test.each([
  [{ class: 'Entry' }, true],
  [{ class: 'entry' }, false],
  [{ class: 'Ent*' }, true],
  [{ class: 'Ent' }, false],
  [{ edge: 'entries' }, true],
  [{ edge: 'entries', class: 'Array' }, true],
  [{ edge: 'entries', class: 'Entry' }, false],
  [{ edge: 'his.ory' }, false],
  [{ package: '@scope/*' }, true],
  [{ package: 'log' }, false],
  [{ file: 'src/log.js' }, true],
  [{ file: 'og.js' }, false],
  [{ class: 'Entry', file: 'other.js' }, false],
])('%j fits: %s', (entry, expected) => {
  expect(fits(entry)).toBe(expected);
});

test('an entry is left out unless it asks to be noted', () => {
  const [ignored, noted] = readKnownRetainers([
    { name: 'a', class: 'A' },
    { name: 'b', class: 'B', treat: 'note', note: 'why' },
  ]);
  expect(ignored).toMatchObject({ name: 'a', note: '', treat: 'ignore' });
  expect(noted).toMatchObject({ name: 'b', note: 'why', treat: 'note' });
});

test.each([
  [{}, 'knownRetainers must be a list'],
  [[1], 'knownRetainers[0] must be an object'],
  [[{ class: 'A' }], 'knownRetainers[0] has no name'],
  [
    [{ name: 'a', class: 'A' }, { name: 'b' }],
    'knownRetainers[1] fits everything: it needs one of class, edge, package, file',
  ],
  [
    [{ name: 'a', clas: 'A' }],
    'knownRetainers[0] has an unknown key "clas"; there are name, note, treat, class, edge, package, file',
  ],
  [[{ name: 'a', class: 1 }], 'knownRetainers[0].class must be a text that is not empty'],
  [[{ name: '', class: 'A' }], 'knownRetainers[0].name must be a text that is not empty'],
  [[{ name: 'a', class: 'A', treat: 'x' }], 'knownRetainers[0].treat must be "ignore" or "note", not "x"'],
])('%j: %s', (value, message) => {
  expect(() => readKnownRetainers(value)).toThrow(
    expect.objectContaining({ code: 'ERR_USAGE', message }) as Error,
  );
});

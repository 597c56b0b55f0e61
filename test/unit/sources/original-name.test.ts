import { TraceMap } from '@jridgewell/trace-mapping';
import { expect, test } from 'vitest';
import { type NamedPlace, findOriginalName } from '../../../src/sources/original-name.js';

// `var t=class{constructor(e){}}` of `class Session { constructor(user) {} }`
const text = 'var t=class{constructor(e){}}';
const map = new TraceMap({
  version: 3,
  sources: ['a.ts'],
  names: ['Session', 'user'],
  mappings: [
    [
      [0, 0, 0, 0],
      [4, 0, 0, 6, 0],
      [6, 0, 0, 0],
      [12, 0, 0, 16],
      [24, 0, 0, 28, 1],
    ],
  ],
} as never);
const place: NamedPlace = {
  map,
  line: 0,
  column: 23,
  name: 't',
  text,
  original: null,
  originalLine: 0,
  originalColumn: 16,
};

test('the original text at the place tells the name', () => {
  const original = ['class Session { constructor(user) {} }'];
  expect(findOriginalName({ ...place, original })).toBe('Session');
});

test('without it, the map names the identifier in the script that V8 knows', () => {
  expect(findOriginalName(place)).toBe('Session');
  expect(findOriginalName({ ...place, name: 'e' })).toBe(null);
  expect(findOriginalName({ ...place, name: 'e', column: 24 })).toBe('user');
});

test('without the script, only a name right at the place is taken', () => {
  expect(findOriginalName({ ...place, text: null })).toBe(null);
  expect(findOriginalName({ ...place, text: null, column: 5 })).toBe('Session');
});

test('what has no name in V8 gets none from the map', () => {
  expect(findOriginalName({ ...place, name: '' })).toBe(null);
});

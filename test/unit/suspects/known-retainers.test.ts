import { expect, test } from 'vitest';
import { findKnownRetainer } from '../../../src/suspects/known-retainers.js';

const suspect = (...maskedPath: string[]): Parameters<typeof findKnownRetainer>[0] => ({
  maskedPath,
  package: null,
  file: null,
});

test.each([
  ['store MemoryStore', 'express-session MemoryStore'],
  ['DevTools console (synthetic)', 'DevTools console'],
  ['markEntryBuffer Array', 'Performance timeline'],
  ['__REACT_DEVTOOLS_GLOBAL_HOOK__ Object', 'React DevTools'],
])('%s is known as %s', (step, name) => {
  expect(findKnownRetainer(suspect('(GC roots) (synthetic)', step, '[] Object'))).toMatchObject({
    name,
    treat: 'note',
  });
});

test("the program's own things are not known", () => {
  expect(findKnownRetainer(suspect('sessions Map', '[] Session', 'memoryStores Object'))).toBe(null);
});

test("the caller's entries come first", () => {
  const own = { name: 'mine', note: '', treat: 'ignore' as const, fits: () => true };
  expect(findKnownRetainer(suspect('store MemoryStore'), [own])?.name).toBe('mine');
});

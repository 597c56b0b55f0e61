import { expect, test } from 'vitest';
import { buildFittingParts, buildOtherParts } from '../../../src/render/suspect-path.js';
import type { PathStep } from '../../../src/report/model.js';

const same = (name: string): string => name;
/** A path of steps whose class and name are the words; ids from 1. */
function pathOf(words: string): readonly PathStep[] {
  return words.split(' ').map((word, index) => ({
    ...{ id: index + 1, className: index === 0 ? '(GC roots)' : word, name: null, folded: 0 },
    ...{ location: null, edge: null, shallowSize: null, retainedSize: null },
  }));
}
const path = pathOf('roots module variable Store inner Map Entry data next Session');
const holder = 6;

test('a path that fits is whole', () => {
  const parts = buildFittingParts(path, holder, same, () => true);
  expect(parts).toEqual([
    'module',
    'variable',
    'Store',
    'inner',
    'Map',
    'Entry',
    'data',
    'next',
    'Session @10',
  ]);
});

test.each([
  [8, ['module', 'variable', 'Store', 'inner', 'Map', 'Entry', '(2 folded)', 'Session @10']],
  [7, ['module', 'variable', '(2 folded)', 'Map', 'Entry', '(2 folded)', 'Session @10']],
])('what is left out for %i parts is behind the entry first, then before the holder', (most, parts) => {
  expect(buildFittingParts(path, holder, same, ({ length }) => length <= most)).toEqual(parts);
});

test('a path that cannot be short enough is told whole', () => {
  const parts = buildFittingParts(pathOf('roots Map Session'), 2, same, () => false);
  expect(parts).toEqual(['Map', 'Session @3']);
});

test('another path is told from where it leads elsewhere', () => {
  const other = pathOf('roots module variable Store copy Array Entry');
  expect(buildOtherParts(path, other, same)).toEqual(['…', 'Store', 'copy', 'Array', 'Entry @7']);
  expect(buildOtherParts(path, pathOf('roots global Array Entry'), same)?.[0]).toBe('global');
});

test('another of the entries in the same holder is no other path', () => {
  expect(buildOtherParts(path, pathOf('roots module variable Store inner Map Entry'), same)).toBeNull();
});

test('an ES module is called so also where it is a hidden node of V8', () => {
  const module: PathStep = { ...path[1], className: '(system)', name: 'src/app.mjs' };
  expect(buildFittingParts([path[0], module, path[5]], 0, same, () => true)).toEqual([
    'module src/app.mjs',
    'Map @6',
  ]);
});

import { expect, test } from 'vitest';
import { SYSTEM_DISTANCE, UNREACHABLE_DISTANCE } from '../../../src/analysis/distances.js';
import { analyzeHeap } from '../../support/language-analysis.js';

test('a distance is the fewest edges from a user root, which is at 1', async () => {
  const { analysis, values } = await analyzeHeap(`
    root -/app/-> app:Window
    app -> a -> b -> c
    app -> c
  `);
  expect(values(analysis.distance, 'app a b c')).toEqual([1, 2, 3, 2]);
});

test('what only the system reaches is counted from the root, beyond all others', async () => {
  const { analysis, values } = await analyzeHeap(`
    root -/app/-> app:Window
    root -> roots:synthetic "(GC roots)"
    roots -> a -> b
    a -> app
  `);
  expect(values(analysis.distance, 'app root roots a b')).toEqual([
    1,
    SYSTEM_DISTANCE,
    SYSTEM_DISTANCE + 1,
    SYSTEM_DISTANCE + 2,
    SYSTEM_DISTANCE + 3,
  ]);
});

test('weak edges lead nowhere', async () => {
  const { analysis, values } = await analyzeHeap(`
    root -/app/-> app:Window
    app ~w~> a
    a -> b
  `);
  expect(values(analysis.distance, 'a b')).toEqual([UNREACHABLE_DISTANCE, UNREACHABLE_DISTANCE]);
});

test('without user roots distances start at the root with 0', async () => {
  const { analysis, values } = await analyzeHeap(`
    root -> roots:synthetic "(GC roots)"
    roots -> a
  `);
  expect(values(analysis.distance, 'root roots a')).toEqual([0, 1, 2]);
});

test('the DOM trees of documents are a user root although they are synthetic', async () => {
  const { analysis, values } = await analyzeHeap(`
    root -> trees:synthetic "(Document DOM trees)"
    trees -> a
  `);
  expect(values(analysis.distance, 'trees a')).toEqual([1, 2]);
});

test('a value in a WeakMap is as far as the farther of its key and its table', async () => {
  const pair = 'part of key (Key @901) -> value (Value @903) pair in WeakMap (table @905)';
  const { analysis, values } = await analyzeHeap(`
    root -/app/-> app:Window
    app -> table:array "" @905
    app -> near -> far -> key:Key @901
    table -{1 / ${pair}}-> value:Value @903
    key -{2 / ${pair}}-> value
  `);
  expect(values(analysis.distance, 'table key value')).toEqual([2, 4, 5]);
});

test('descriptor arrays of maps lead to keys and types, not to values that may belong to others', async () => {
  const { analysis, values } = await analyzeHeap(`
    root -/app/-> app:Window
    app -{d}-> descriptors:array "(map descriptors)"
    descriptors -<1>-> count, skipped
    descriptors -<2>-> key
    descriptors -<4>-> descriptor
    descriptors -<7>-> descriptor
  `);
  // Hidden edge 1 is below 2; 4 and 7 are values.
  expect(values(analysis.distance, 'count skipped key descriptor')).toEqual([3, 3, 3, UNREACHABLE_DISTANCE]);
});

test('the map of sloppy functions is no way out of a native context', async () => {
  const { analysis, values } = await analyzeHeap(`
    root -/app/-> context:hidden "system / NativeContext"
    context -{sloppy_function_map}-> map
    context -{other}-> other
  `);
  expect(values(analysis.distance, 'context map other')).toEqual([1, UNREACHABLE_DISTANCE, 2]);
});

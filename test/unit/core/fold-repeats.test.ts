import { expect, test } from 'vitest';
import { findRepeats } from '../../../src/core/fold-repeats.js';

/** The items that stay. */
function kept(items: string): string {
  const list = Array.from(items);
  const left = findRepeats(list);
  return list.filter((_, index) => !left[index]).join('');
}

test('of a linked list the first and the last item stay', () => {
  expect(kept('habbbbbt')).toBe('habbt');
});

test('a pattern of several items is folded as a whole', () => {
  expect(kept('h12312312312t')).toBe('h12312312t');
  expect(kept('xabababy')).toBe('xababy');
});

test('what comes twice stays', () => {
  expect(kept('aabbabc')).toBe('aabbabc');
});

test('two different lists behind one another are both folded', () => {
  expect(kept('aaaabbbb')).toBe('aabb');
});

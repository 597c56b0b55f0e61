// SPDX-License-Identifier: MIT
// Some of the items of a long list, as evenly as if its length had been known: every one, then every second, every
// fourth and so on. O(1) an item.

/** Items in the order in which they were added, less than twice `most`. */
export interface EvenSample<T> {
  add(item: T): void;
  list(): readonly T[];
}

/** An empty one. */
export function buildEvenSample<T>(most: number): EvenSample<T> {
  let items: T[] = [];
  let stride = 1;
  let count = 0;
  return {
    add(item) {
      if (count++ % stride !== 0) return;
      items.push(item);
      if (items.length < 2 * most) return;
      items = items.filter((_, i) => i % 2 === 0);
      stride *= 2;
    },
    list: () => items,
  };
}

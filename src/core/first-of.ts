// SPDX-License-Identifier: MIT
// The first few of many in some order, without sorting them all. O(those that come, and rarely a sort of few).

/** Those that came, as far as they may be among the first. */
export interface FirstOf<T> {
  /** Whether one would be kept now. */
  isWanted(one: T): boolean;
  keep(one: T): void;
  /** The first ones, in their order. */
  list(): readonly T[];
}

/** @param most as many as are wanted @param compare their order; of equal ones those that came first */
export function buildFirstOf<T>(most: number, compare: (a: T, b: T) => number): FirstOf<T> {
  let kept: T[] = [];
  let isSorted = false;
  const cut = (): readonly T[] => (kept = kept.sort(compare).slice(0, most));
  return {
    isWanted: (one) => most > 0 && (!isSorted || compare(one, kept[most - 1]) < 0),
    keep(one) {
      kept.push(one);
      if (kept.length < 2 * most) return;
      cut();
      isSorted = true;
    },
    list: cut,
  };
}

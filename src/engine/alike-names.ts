// SPDX-License-Identifier: MIT
// Which of some names could have been meant by a name that is none of them. O(names).

const SUGGESTIONS = 3;
const LONGEST = 200;
/** A name in which the other is whole counts as one with a letter changed. */
const PART = 1;

/** Names that differ in case or by a few letters, or that contain the name; the most alike first, three at most. */
export function findAlike(names: Iterable<string>, wanted: string): readonly string[] {
  if (wanted === '') return [];
  const lower = wanted.toLowerCase();
  const scored = [...new Set(names)].flatMap((name) => {
    if (name === '' || name.length > LONGEST) return [];
    const other = name.toLowerCase();
    if (other === lower) return [{ name, score: 0 }];
    const isPart = other.includes(lower) || (lower.includes(other) && other.length * 2 >= lower.length);
    const distance = editDistance(lower, other);
    const score = isPart ? Math.min(distance, PART) : distance;
    return score <= Math.max(1, wanted.length / 3)
      ? [{ name, score: score + Math.abs(name.length - wanted.length) / 100 }]
      : [];
  });
  scored.sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1));
  return scored.slice(0, SUGGESTIONS).map(({ name }) => name);
}

/** `; there is "Session", "Sessions"`, or an empty text. */
export function tellAlike(names: readonly string[]): string {
  return names.length === 0 ? '' : `; there is ${names.map((name) => JSON.stringify(name)).join(', ')}`;
}

/** Letters to insert, delete or replace, or neighbours to swap. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, replaced));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[b.length];
}

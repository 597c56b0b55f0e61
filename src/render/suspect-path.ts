// SPDX-License-Identifier: MIT
// The path of a suspect -> parts that fit into a few lines: what a person needs is where it begins, the holder with
// what it holds, and the end; what is left out between is counted.

import type { PathStep } from '../report/model.js';
import { buildShortPathParts, formatFolded } from './path-text.js';

/** The parts, as few left out as needed. @param fits whether they are short enough */
export function buildFittingParts(
  path: readonly PathStep[],
  holderId: number,
  shown: (name: string) => string,
  fits: (parts: readonly string[]) => boolean,
): readonly string[] {
  const parts = buildShortPathParts(path, shown);
  if (fits(parts)) return parts;
  const left = path.length - parts.length;
  const holder = Math.max(1, path.findIndex(({ id }) => id === holderId) - left);
  // Behind the entry first, then between the variable and the holder.
  const behind = Math.max(0, parts.length - 1 - (holder + 2));
  const kept = Math.min(2, holder);
  const before = holder - kept;
  for (let count = 1; count <= behind + before; count++) {
    const low = Math.max(0, count - behind);
    const high = count - low;
    const folded = [
      ...parts.slice(0, kept),
      ...(low > 0 ? [formatFolded(low)] : []),
      ...parts.slice(kept + low, holder + 2),
      ...(high > 0 ? [formatFolded(high)] : []),
      ...parts.slice(holder + 2 + high),
    ];
    if (fits(folded)) return folded;
  }
  return parts;
}

/** Another path of the same suspect, without what both have in common; null if it leads nowhere else. */
export function buildOtherParts(
  path: readonly PathStep[],
  other: readonly PathStep[],
  shown: (name: string) => string,
): readonly string[] | null {
  const [a, b] = [path, other].map((steps) => buildShortPathParts(steps, shown));
  let same = 0;
  while (same < b.length && a[same] === b[same]) same++;
  // The last step is one of the entries; one of several ways into one holder is not worth a line.
  if (same >= b.length - 1) return null;
  return same <= 1 ? b : ['…', ...b.slice(same - 1)];
}

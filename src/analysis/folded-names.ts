// SPDX-License-Identifier: MIT
// Names that differ in their numbers only: `item1`, `item2`, and V8's names of a WeakMap's entries, of which each has
// another one. Whoever groups by such names needs one text for all of them, not one for each of a million.

import type { StringIndex } from '../core/columns.js';
import { isEphemeronName } from '../heap/ephemerons.js';
import { type StringTable, stringText } from '../format/string-table.js';

/** The first name that was asked about and differs from this one in its numbers only. O(bytes), once a name. */
export type FoldedNames = (name: StringIndex) => StringIndex;

const [DIGIT_0, DIGIT_9] = [0x30, 0x39];

/** Prepares for the names of one snapshot. 4 bytes a string. */
export function buildFoldedNames(strings: StringTable): FoldedNames {
  // Index + 1 of the first one; 0 = not asked about yet.
  const firstOf = new Uint32Array(strings.count);
  const byText = new Map<string, StringIndex>();
  let ephemeron: StringIndex | null = null;
  const find = (name: StringIndex): StringIndex => {
    if (!hasDigit(strings, name)) return name;
    // What else they say, nobody is told.
    if (isEphemeronName(strings, name)) return (ephemeron ??= name);
    const text = stringText(strings, name).replace(/\d+/g, '#');
    const first = byText.get(text);
    if (first === undefined) byText.set(text, name);
    return first ?? name;
  };
  return (name) => {
    if (firstOf[name] === 0) firstOf[name] = find(name) + 1;
    return (firstOf[name] - 1) as StringIndex;
  };
}

function hasDigit({ bytes, offsets }: StringTable, name: StringIndex): boolean {
  for (let at = offsets[name]; at < offsets[name + 1]; at++)
    if (bytes[at] >= DIGIT_0 && bytes[at] <= DIGIT_9) return true;
  return false;
}

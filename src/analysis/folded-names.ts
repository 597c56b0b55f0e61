// SPDX-License-Identifier: MIT
// Names that differ in their numbers only: `item1`, `item2`, and V8's names of a WeakMap's entries, of which each has
// another one. Whoever groups by such names needs one text for all of them, not one for each of a million. They are
// compared by their bytes, with a sign for each number; those with escapes, whose digits may be no digits, by their texts.

import type { StringIndex } from '../core/columns.js';
import { isEphemeronName } from '../heap/ephemerons.js';
import { type StringTable, stringText } from '../format/string-table.js';

/** The first name that was asked about and differs from this one in its numbers only. O(bytes), once a name. */
export type FoldedNames = (name: StringIndex) => StringIndex;

const [DIGIT_0, DIGIT_9] = [0x30, 0x39];
const BACKSLASH = 0x5c;
/** Stands for a number. */
const NUMBER_SIGN = 0x23;

/** Prepares for the names of one snapshot. 8 bytes a string. */
export function buildFoldedNames(strings: StringTable): FoldedNames {
  // Index + 1 of the first one; 0 = not asked about yet.
  const firstOf = new Uint32Array(strings.count);
  // Of names with one hash, index + 1 of the one that was found before.
  const before = new Uint32Array(strings.count);
  const byHash = new Map<number, StringIndex>();
  const byText = new Map<string, StringIndex>();
  let ephemeron: StringIndex | null = null;
  const findByText = (name: StringIndex): StringIndex => {
    const text = stringText(strings, name);
    const folded = text.replace(/\d+/g, '#');
    if (folded === text) return name;
    const first = byText.get(folded);
    if (first === undefined) byText.set(folded, name);
    return first ?? name;
  };
  const find = (name: StringIndex): StringIndex => {
    const hash = hashFolded(strings, name);
    if (hash === NO_NUMBER) return name;
    // What else they say, nobody is told.
    if (isEphemeronName(strings, name)) return (ephemeron ??= name);
    if (hash === HAS_ESCAPES) return findByText(name);
    const latest = byHash.get(hash);
    for (let known = latest === undefined ? 0 : latest + 1; known !== 0; known = before[known - 1])
      if (areEqualFolded(strings, (known - 1) as StringIndex, name)) return (known - 1) as StringIndex;
    if (latest !== undefined) before[name] = latest + 1;
    byHash.set(hash, name);
    return name;
  };
  return (name) => {
    if (firstOf[name] === 0) firstOf[name] = find(name) + 1;
    return (firstOf[name] - 1) as StringIndex;
  };
}

const NO_NUMBER = -1;
const HAS_ESCAPES = -2;

/** FNV-1a over the bytes, each number as one sign. */
function hashFolded({ bytes, offsets }: StringTable, name: StringIndex): number {
  const end = offsets[name + 1];
  let hash = 0x811c9dc5;
  let hasNumber = false;
  for (let at = offsets[name]; at < end;) {
    let byte = bytes[at++];
    if (byte === BACKSLASH) return HAS_ESCAPES;
    if (isDigit(byte)) {
      hasNumber = true;
      byte = NUMBER_SIGN;
      while (at < end && isDigit(bytes[at])) at++;
    }
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hasNumber ? hash >>> 0 : NO_NUMBER;
}

/** Two names without escapes. */
function areEqualFolded({ bytes, offsets }: StringTable, one: StringIndex, other: StringIndex): boolean {
  const [oneEnd, otherEnd] = [offsets[one + 1], offsets[other + 1]];
  let [a, b] = [offsets[one], offsets[other]];
  while (a < oneEnd && b < otherEnd) {
    let [x, y] = [bytes[a++], bytes[b++]];
    if (isDigit(x)) {
      x = NUMBER_SIGN;
      while (a < oneEnd && isDigit(bytes[a])) a++;
    }
    if (isDigit(y)) {
      y = NUMBER_SIGN;
      while (b < otherEnd && isDigit(bytes[b])) b++;
    }
    if (x !== y) return false;
  }
  return a === oneEnd && b === otherEnd;
}

function isDigit(byte: number): boolean {
  return byte >= DIGIT_0 && byte <= DIGIT_9;
}

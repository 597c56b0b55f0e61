// SPDX-License-Identifier: MIT
// A text of any length -> one of a sane length, with an ellipsis where something was left out. Cheap for a name of
// many megabytes, and what comes out does not keep that in memory.

import { textHash } from './mask-key.js';

const ELLIPSIS = '…';

/** Longest name in a report, as V8 cuts the strings of a snapshot; names of classes and properties have no limit. */
export const LONGEST_NAME: number = 1024;

/** Longer texts lose their middle, never half a surrogate pair. */
export function shortenText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const half = (longest - 1) >> 1;
  const start = text.slice(0, half).replace(/[\ud800-\udbff]$/, '');
  const end = text.slice(text.length - half).replace(/^[\udc00-\udfff]/, '');
  // A sum of slices would refer to the whole text; what is joined is a text of its own.
  return [start, end].join(ELLIPSIS);
}

/** A name as reports have it. */
export function shortenName(name: string): string {
  return shortenText(name, LONGEST_NAME);
}

/** The same for what tells rows apart: other texts stay others. */
export function shortenKey(key: string): string {
  if (key.length <= LONGEST_NAME) return key;
  return `${shortenName(key)}#${textHash(key).toString(16).padStart(8, '0')}`;
}

/** Whether someone who read a report may have meant this name. */
export function isCalled(name: string, wanted: string): boolean {
  return name === wanted || (name.length > LONGEST_NAME && shortenName(name) === wanted);
}

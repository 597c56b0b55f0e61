// SPDX-License-Identifier: MIT
// A holder's class and name -> what it is called in a sentence.

import { isContextClass } from './class-tiers.js';

/** Before the name of a WeakMap whose value the holder is. */
export const OF_WEAK_MAP: string = 'WeakMap ';

/** `Map \`sessions\``, `Map`, `the closure \`next\``, or `Set in WeakMap \`hits\``. */
export function holderWords(className: string, name: string | null): string {
  if (isContextClass(className)) return name === null ? 'a closure' : `the closure \`${name}\``;
  if (name === null) return className;
  // What has a name of its own needs no keys, least of all those of a dictionary.
  const word = className.startsWith('{') ? 'Object' : className;
  return name.startsWith(OF_WEAK_MAP)
    ? `${word} in WeakMap \`${name.slice(OF_WEAK_MAP.length)}\``
    : `${word} \`${name}\``;
}

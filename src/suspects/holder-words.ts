// SPDX-License-Identifier: MIT
// A holder's class and name -> what it is called in a sentence.

/** Before the name of a WeakMap whose value the holder is. */
export const OF_WEAK_MAP: string = 'WeakMap ';

/** `Map \`sessions\``, `Map`, or `Set in WeakMap \`hits\``. */
export function holderWords(className: string, name: string | null): string {
  if (name === null) return className;
  return name.startsWith(OF_WEAK_MAP)
    ? `${className} in WeakMap \`${name.slice(OF_WEAK_MAP.length)}\``
    : `${className} \`${name}\``;
}

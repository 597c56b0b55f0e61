// SPDX-License-Identifier: MIT
// An edge's name without V8's counters and ids, so that it is the same in every run.

/** `3 / part of key (Foo @39) -> value (Bar @11) pair in WeakMap (table @69)` -> `WeakMap value` */
export function tellEdgeName(name: string): string {
  if (/^\d+ \/ (?:part of key .*pair in WeakMap|key .* in WeakMap$)/s.test(name)) return 'WeakMap value';
  return name.replace(/^\d+ \/ /, '').replace(/ @\d+/g, '');
}

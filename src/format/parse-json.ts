// SPDX-License-Identifier: MIT
// A small JSON parser for the header: objects become Maps (no key can touch a prototype), a key given twice
// is an error instead of a silent choice, and nesting is bounded. The text has been checked to be JSON.

import { HeapdiffError } from '../core/errors.js';

/** A JSON object; keys in order of appearance. */
export type JsonObject = ReadonlyMap<string, JsonValue>;
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

const MAX_DEPTH = 32;
const TOKEN = /\s*(?:("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*|true|false|null)|([[\]{},:]))/sy;

/**
 * Parses a text that is known to be valid JSON.
 * @throws HeapdiffError `ERR_BAD_META` for a key given twice or for nesting deeper than 32
 */
export function parseJson(text: string, byteOffset: number): JsonValue {
  const token = new RegExp(TOKEN);
  const next = (): string => {
    const match = token.exec(text);
    return match?.[1] ?? match?.[2] ?? match?.[3] ?? '';
  };
  const fail = (message: string, expected: string, actual: string): HeapdiffError =>
    new HeapdiffError('ERR_BAD_META', message, { section: 'snapshot', byteOffset, expected, actual });
  const value = (first: string, depth: number): JsonValue => {
    if (depth > MAX_DEPTH) throw fail('header nested too deep', `at most ${MAX_DEPTH} levels`, 'more');
    if (first === '[') {
      const items: JsonValue[] = [];
      for (let word = next(); word !== ']'; word = next()) {
        if (word !== ',') items.push(value(word, depth + 1));
      }
      return items;
    }
    if (first === '{') {
      const entries = new Map<string, JsonValue>();
      for (let word = next(); word !== '}'; word = next()) {
        if (word === ',') continue;
        const key = JSON.parse(word) as string;
        next(); // the colon
        if (entries.has(key))
          throw fail(
            `header has the key ${JSON.stringify(key.slice(0, 40))} twice`,
            'each key once',
            'a key twice',
          );
        entries.set(key, value(next(), depth + 1));
      }
      return entries;
    }
    return JSON.parse(first) as string | number | boolean | null;
  };
  return value(next(), 0);
}

// The text of a JSON file -> its value. Unlike JSON.parse it says where the text is wrong, and takes no key twice.

import { HeapdiffError } from '../src/core/errors.js';

const TOKEN =
  /[{}[\],:]|"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;
const SPACE = /[ \t\r\n]*/y;
/** Deeper than any settings, and shallow enough for the stack. */
const DEEPEST = 100;
const LONGEST_SHOWN = 20;

/** @throws HeapdiffError `ERR_USAGE` with line and column */
export function parseJson(text: string): unknown {
  let at = 0;
  let token = '';
  next();
  const value = readValue(0);
  if (token !== '') throw wrong('the end');
  return value;

  /** The token at `at`, an empty text at the end. */
  function next(): void {
    SPACE.lastIndex = at + token.length;
    at += token.length + (SPACE.exec(text)?.[0].length ?? 0);
    TOKEN.lastIndex = at;
    token = TOKEN.exec(text)?.[0] ?? '';
    if (token !== '' || at >= text.length) return;
    throw text[at] === '"'
      ? new HeapdiffError(
          'ERR_USAGE',
          `is not JSON: ${place()}: a text has no end, or a character in it is wrong`,
        )
      : wrong(null);
  }

  function wrong(expected: string | null): HeapdiffError {
    const found = at >= text.length ? 'the file ends' : `there is ${JSON.stringify(showFound())}`;
    const wanted = expected === null ? '' : ` where ${expected} should be`;
    return new HeapdiffError('ERR_USAGE', `is not JSON: ${place()}: ${found}${wanted}`);
  }

  function place(): string {
    const lines = text.slice(0, at).split('\n');
    return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
  }

  function showFound(): string {
    const [word = ''] = /^[\p{L}\p{N}_]+|^./su.exec(text.slice(at, at + LONGEST_SHOWN)) ?? [];
    return token === '' ? word : token.slice(0, LONGEST_SHOWN);
  }

  function readValue(depth: number): unknown {
    if (depth > DEEPEST) throw new HeapdiffError('ERR_USAGE', `${place()}: is nested too deeply`);
    if (token === '{') return readObject(depth);
    if (token === '[') return readList(depth);
    if (token === '' || '}],:'.includes(token)) throw wrong('a value');
    const value: unknown = JSON.parse(token);
    next();
    return value;
  }

  function readObject(depth: number): unknown {
    const entries = new Map<string, unknown>();
    next();
    while (token !== '}') {
      if (!token.startsWith('"')) throw wrong(entries.size === 0 ? 'a key or }' : 'a key');
      const key = JSON.parse(token) as string;
      if (entries.has(key))
        throw new HeapdiffError('ERR_USAGE', `has the key ${JSON.stringify(key)} twice: ${place()}`);
      next();
      expectToken(':');
      entries.set(key, readValue(depth + 1));
      if (endsHere('}')) break;
    }
    next();
    return Object.fromEntries(entries);
  }

  function readList(depth: number): unknown {
    const values: unknown[] = [];
    next();
    while (token !== ']') {
      values.push(readValue(depth + 1));
      if (endsHere(']')) break;
    }
    next();
    return values;
  }

  /** Behind an entry. A comma announces another one. */
  function endsHere(end: string): boolean {
    if (token === end) return true;
    if (token !== ',') throw wrong(`a comma or ${end}`);
    next();
    if (isAt(end)) throw wrong(end === '}' ? 'a key' : 'a value');
    return false;
  }

  function isAt(wanted: string): boolean {
    return token === wanted;
  }

  function expectToken(wanted: string): void {
    if (token !== wanted) throw wrong(wanted);
    next();
  }
}

// SPDX-License-Identifier: MIT
// A variable of a generated script -> its original name and place: where the script declares it, the map has a
// segment, and with it a name, or the original text has the name. O(log segments), and once O(length) for the scopes.

import { type TraceMap, traceSegment } from '@jridgewell/trace-mapping';

import type { SourceVariable } from '../core/source-place.js';
import { NAME } from './declared-name.js';
import { readScopes } from './script-scopes.js';

/** The variables of one script. */
export interface ScriptVariables {
  /**
   * @param line 0-based, of a function or class that sees the variable; so is `column`
   * @param others further variables of its scope
   */
  find(
    line: number,
    column: number,
    name: string,
    others: readonly string[],
  ): Omit<SourceVariable, 'url'> | null;
}

/** What is known of a script. */
export interface VariableInputs {
  readonly map: TraceMap;
  /** The generated script. */
  readonly lines: readonly string[];
  /** Original sources by URL, null where one is not at hand. */
  readonly originalOf: (url: string) => readonly string[] | null;
}

const IDENTIFIER = new RegExp(`^#?${NAME}`, 'u');
/** Where a bundler made the variable, the map may lead to the beginning of a statement. */
const WORDS: ReadonlySet<string> = new Set(
  'import export default class function const let var async await return new this null true false'.split(' '),
);
/** The longest name that is believed. */
const LONGEST_NAME = 200;

/**
 * Reads a script.
 * @throws SyntaxError for what cannot be parsed
 */
export function readVariables({ map, lines, originalOf }: VariableInputs): ScriptVariables {
  const scopes = readScopes(lines.join('\n'));
  const starts = startsOf(lines);
  return {
    find(line, column, name, others) {
      if (line < 0 || line >= lines.length) return null;
      const offset = scopes.findDeclaration(starts[line] + column, name, others);
      if (offset === null) return null;
      const at = lineAt(starts, offset);
      const place = { line: at, column: offset - starts[at] };
      const segment = traceSegment(map, place.line, place.column);
      if (segment === null || segment.length === 1) return null;
      const [from, source, originalLine, originalColumn, named] = segment;
      if ((map.sources[source] ?? null) === null || !(originalLine >= 0) || !(originalColumn >= 0))
        return null;
      const url = map.resolvedSources[source];
      const isExact = from === place.column;
      const original = isExact
        ? named === undefined
          ? wordAt(originalOf(url), originalLine, originalColumn)
          : map.names[named]
        : null;
      const isName = original !== null && original.length <= LONGEST_NAME && isIdentifier(original);
      // Some minifiers write the name of a private field without its mark.
      const mark = name.startsWith('#') && original?.startsWith('#') === false ? '#' : '';
      return {
        ...place,
        source: { url, line: originalLine, column: originalColumn, name: isName ? mark + original : null },
      };
    },
  };
}

function isIdentifier(text: string): boolean {
  return IDENTIFIER.exec(text)?.[0] === text && !WORDS.has(text);
}

function wordAt(lines: readonly string[] | null, line: number, column: number): string | null {
  return IDENTIFIER.exec(lines?.[line]?.slice(column, column + LONGEST_NAME) ?? '')?.[0] ?? null;
}

function startsOf(lines: readonly string[]): Uint32Array {
  const starts = new Uint32Array(lines.length);
  for (let i = 1; i < lines.length; i++) starts[i] = starts[i - 1] + lines[i - 1].length + 1;
  return starts;
}

function lineAt(starts: Uint32Array, offset: number): number {
  let low = 0;
  for (let high = starts.length - 1; low < high;) {
    const middle = (low + high + 1) >>> 1;
    if (starts[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

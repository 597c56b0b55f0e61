// SPDX-License-Identifier: MIT
// A place in a generated script -> the original name of the class or function there: what the original text
// declares at the place that the map points to, else the name that the map gives the identifier in the script.
// O(log segments), and the line of text.

import { type TraceMap, decodedMappings } from '@jridgewell/trace-mapping';

import { findDeclaration } from './declared-name.js';

/** What is known of one place. */
export interface NamedPlace {
  readonly map: TraceMap;
  /** 0-based, in the generated script. */
  readonly line: number;
  readonly column: number;
  /** What V8 calls the class or function, '' if it has no name. */
  readonly name: string;
  /** The generated line, null where the script is not at hand. */
  readonly text: string | null;
  /** The original source in lines, null where it is not at hand, and the place in it. */
  readonly original: readonly string[] | null;
  readonly originalLine: number;
  readonly originalColumn: number;
}

/** How far before a constructor its class may be named, in segments. */
const FARTHEST = 40;

/** Null where neither tells. */
export function findOriginalName(place: NamedPlace): string | null {
  const { original } = place;
  const declared =
    original === null ? null : findDeclaration(original, place.originalLine, place.originalColumn);
  return declared?.name ?? findMappedName(place);
}

/** The closest identifier before the place that is called as V8 says and has a name in the map. */
function findMappedName({ map, line, column, name, text }: NamedPlace): string | null {
  if (name === '') return null;
  const segments = decodedMappings(map)[line] ?? [];
  let at = 0;
  for (let low = 0, high = segments.length - 1; low <= high;) {
    const middle = (low + high) >>> 1;
    if (segments[middle][0] <= column) {
      at = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  for (let i = at; i >= 0 && i > at - FARTHEST; i--) {
    const segment = segments[i];
    if (segment.length !== 5) continue;
    const next = segments[i + 1]?.[0] ?? Infinity;
    const isIt =
      text === null
        ? i === at && next - segment[0] >= name.length
        : text.startsWith(name, segment[0]) && !/^[\w$]/.test(text.slice(segment[0] + name.length));
    if (isIt) return map.names[segment[4]] ?? null;
  }
  return null;
}

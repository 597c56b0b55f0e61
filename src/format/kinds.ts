// SPDX-License-Identifier: MIT
// One byte for V8's node and edge types. The file's own order means nothing (Julia's differs in every
// file), so each type is mapped by its name; names that V8 does not have get codes behind the known ones.

/** Codes of V8's node types (`node_types[0]` of the header), fixed in every snapshot. */
export const NodeKind = {
  hidden: 0,
  array: 1,
  string: 2,
  object: 3,
  code: 4,
  closure: 5,
  regexp: 6,
  number: 7,
  native: 8,
  synthetic: 9,
  consString: 10,
  slicedString: 11,
  symbol: 12,
  bigint: 13,
  objectShape: 14,
} as const;

/** V8's names for the codes of `NodeKind`, by code. */
export const NODE_KIND_NAMES: readonly string[] = [
  'hidden',
  'array',
  'string',
  'object',
  'code',
  'closure',
  'regexp',
  'number',
  'native',
  'synthetic',
  'concatenated string',
  'sliced string',
  'symbol',
  'bigint',
  'object shape',
];

/** Codes of V8's edge types (`edge_types[0]`), fixed in every snapshot. */
export const EdgeKind = {
  context: 0,
  element: 1,
  property: 2,
  internal: 3,
  hidden: 4,
  shortcut: 5,
  weak: 6,
  invisible: 7,
} as const;

/** V8's names for the codes of `EdgeKind`, by code. */
export const EDGE_KIND_NAMES: readonly string[] = [
  'context',
  'element',
  'property',
  'internal',
  'hidden',
  'shortcut',
  'weak',
  'invisible',
];

/** Other producers' words for the same. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([['slicedstring', 'sliced string']]);

/** How a file's type numbers become codes, and what each code is called. */
export interface KindTable {
  /** Code for each type number of the file. */
  readonly codes: Uint8Array;
  /** Name for each code; the known ones first. */
  readonly names: readonly string[];
}

/** More types than one byte can tell apart share the last code. */
const LAST_CODE = 255;

/** Maps a file's type names to codes. */
export function buildKindTable(fileNames: readonly string[], known: readonly string[]): KindTable {
  const names = [...known];
  const codes = new Uint8Array(fileNames.length);
  fileNames.forEach((name, type) => {
    let code = names.indexOf(SYNONYMS.get(name) ?? name);
    if (code < 0) {
      code = Math.min(names.length, LAST_CODE);
      if (code === names.length) names.push(name);
    }
    codes[type] = code;
  });
  return { codes, names };
}

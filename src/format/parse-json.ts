// SPDX-License-Identifier: MIT
// A small JSON parser for the header: objects become Maps (no key can touch a prototype), a key given twice
// is an error instead of a silent choice, nesting is bounded, and every value knows where it stands, so that
// whoever does not like it can say so. The bytes have been checked to be JSON.

import { HeapdiffError } from '../core/errors.js';
import { quoteBytes } from '../tokens/describe-bytes.js';
import { isWhiteSpace } from '../tokens/integer-run.js';

/** A JSON object; keys in order of appearance. */
export type JsonObject = ReadonlyMap<string, JsonNode>;

/** A value and its place: bytes [from, to) of the text. */
export interface JsonNode {
  readonly value: string | number | boolean | null | readonly JsonNode[] | JsonObject;
  readonly from: number;
  readonly to: number;
}

/** A text and where it stands in the input. */
export interface JsonText {
  readonly bytes: Uint8Array;
  readonly byteOffset: number;
}

const MAX_DEPTH = 32;
/** Longest part of a path that a message repeats. */
const PATH_LIMIT = 60;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Parses a text that is known to be valid JSON.
 * @param path what the value is called in messages
 * @throws HeapdiffError `ERR_BAD_META` for a key given twice or for nesting deeper than 32
 */
export function parseJson(text: JsonText, path: string): JsonNode {
  return parseValue({ ...text, position: 0 }, path, 0);
}

/** How a value is written, for messages; `nothing` for one that is not there. */
export function quoteNode({ bytes }: JsonText, node: JsonNode | undefined): string {
  return node === undefined ? 'nothing' : quoteBytes(bytes.subarray(node.from, node.to));
}

interface Cursor extends JsonText {
  position: number;
}

/** The next byte that is no white space, not consumed. */
function peek(cursor: Cursor): number {
  while (isWhiteSpace(cursor.bytes[cursor.position])) cursor.position++;
  return cursor.bytes[cursor.position];
}

function parseValue(cursor: Cursor, path: string, depth: number): JsonNode {
  const first = peek(cursor);
  const from = cursor.position;
  if (depth > MAX_DEPTH) {
    throw badHeader(cursor, from, 'header nested too deep', `at most ${MAX_DEPTH} levels`, 'more');
  }
  let value: JsonNode['value'];
  if (first === OPEN_ARRAY) value = parseItems(cursor, path, depth);
  else if (first === OPEN_OBJECT) value = parseEntries(cursor, path, depth);
  else value = parseScalar(cursor);
  return { value, from, to: cursor.position };
}

function parseItems(cursor: Cursor, path: string, depth: number): JsonNode[] {
  const items: JsonNode[] = [];
  cursor.position++;
  for (let byte = peek(cursor); byte !== CLOSE_ARRAY; byte = peek(cursor)) {
    if (byte === COMMA) cursor.position++;
    else items.push(parseValue(cursor, `${path}[${items.length}]`, depth + 1));
  }
  cursor.position++;
  return items;
}

function parseEntries(cursor: Cursor, path: string, depth: number): JsonObject {
  const entries = new Map<string, JsonNode>();
  cursor.position++;
  for (let byte = peek(cursor); byte !== CLOSE_OBJECT; byte = peek(cursor)) {
    if (byte === COMMA) {
      cursor.position++;
      continue;
    }
    const { position } = cursor;
    const key = parseScalar(cursor) as string;
    const shown = quoteBytes(cursor.bytes.subarray(position + 1, cursor.position - 1));
    if (entries.has(key)) {
      const message = `${path.slice(0, PATH_LIMIT)} has the key "${shown}" twice`;
      throw badHeader(cursor, position, message, 'each key once', 'a key twice');
    }
    peek(cursor);
    cursor.position++; // the colon
    entries.set(key, parseValue(cursor, `${path}.${shown}`, depth + 1));
  }
  cursor.position++;
  return entries;
}

/** A string, a number or a literal. */
function parseScalar(cursor: Cursor): string | number | boolean | null {
  const { bytes } = cursor;
  const from = cursor.position;
  if (bytes[from] === QUOTE) {
    let at = from + 1;
    while (bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
    cursor.position = at + 1;
  } else {
    while (isInsideScalar(bytes[cursor.position])) cursor.position++;
  }
  return JSON.parse(decoder.decode(bytes.subarray(from, cursor.position))) as ReturnType<typeof parseScalar>;
}

function isInsideScalar(byte: number | undefined): boolean {
  const isEnd = byte === undefined || byte === COMMA || byte === CLOSE_ARRAY || byte === CLOSE_OBJECT;
  return !isEnd && !isWhiteSpace(byte);
}

/** The error about what stands at byte `position` of the text. */
export function badHeader(
  { byteOffset }: JsonText,
  position: number,
  message: string,
  expected: string,
  actual: string,
): HeapdiffError {
  const place = { section: 'snapshot', byteOffset: byteOffset + position, expected, actual };
  return new HeapdiffError('ERR_BAD_META', message, place);
}

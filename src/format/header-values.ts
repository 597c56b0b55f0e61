// SPDX-License-Identifier: MIT
// A value of the header -> what it must be, or an error that says which key, at which byte, and what stands there.

import type { HeapdiffError } from '../core/errors.js';
import {
  type JsonNode,
  type JsonObject,
  type JsonText,
  badHeader,
  parseJson,
  quoteNode,
} from './parse-json.js';

/** A value that is there or not. */
export interface HeaderValue {
  readonly text: JsonText;
  /** Such as `snapshot.meta.node_fields`. */
  readonly path: string;
  readonly node: JsonNode | undefined;
  /** Where the value stands in the text; for one that is not there, what should hold it. */
  readonly from: number;
}

/**
 * The header itself.
 * @throws HeapdiffError `ERR_BAD_META`
 */
export function parseHeader(text: JsonText): HeaderValue {
  const path = 'snapshot';
  return { text, path, node: parseJson(text, path), from: 0 };
}

/** @throws HeapdiffError `ERR_BAD_META` if `parent` is no object */
export function childOf(parent: HeaderValue, key: string): HeaderValue {
  const { text, node, path } = parent;
  if (!(node?.value instanceof Map)) throw wrong(parent, 'an object');
  const child = (node.value as JsonObject).get(key);
  return { text, path: `${path}.${key}`, node: child, from: (child ?? node).from };
}

/** @throws HeapdiffError `ERR_BAD_META` if `parent` is no array that goes so far */
function itemOf(parent: HeaderValue, index: number): HeaderValue {
  const items = itemsOf(parent, 'an array');
  if (index >= items.length) throw wrong(parent, `an array of more than ${index}`);
  return { ...parent, path: `${parent.path}[${index}]`, node: items[index], from: items[index].from };
}

/**
 * The names of fields, each of which comes once.
 * @throws HeapdiffError `ERR_BAD_META`
 */
export function asNames(value: HeaderValue): readonly string[] {
  const names = asStrings(value, 'an array of names');
  if (names.length === 0) throw wrong(value, 'an array of names');
  const seen = new Set<string>();
  names.forEach((name, i) => {
    if (seen.has(name)) {
      const item = itemOf(value, i);
      const message = `${item.path} names ${found(item)} a second time`;
      throw badHeader(value.text, item.from, message, 'different names', 'a name twice');
    }
    seen.add(name);
  });
  return names;
}

/** The same where the key, or what is in it, may be left out. */
export function asOptionalNames(value: HeaderValue): readonly string[] {
  const items = value.node?.value;
  return items === undefined || (Array.isArray(items) && items.length === 0) ? [] : asNames(value);
}

/**
 * The names of the types, which stand where the fields have `type`.
 * @throws HeapdiffError `ERR_BAD_META`
 */
export function asTypes(value: HeaderValue, position: number): readonly string[] {
  return asStrings(itemOf(value, position), 'an array of the names of types');
}

/** @throws HeapdiffError `ERR_BAD_META` for what is no whole number; 0 for what is not there */
export function asCount(value: HeaderValue): number {
  if (value.node === undefined) return 0;
  const count = value.node.value;
  if (typeof count === 'number' && Number.isSafeInteger(count) && count >= 0) return count;
  throw wrong(value, 'a whole number from 0 to 2^53 - 1');
}

/** @throws HeapdiffError `ERR_BAD_META` unless all `fields` are among the names in `value` */
export function expectFields(value: HeaderValue, names: readonly string[], fields: readonly string[]): void {
  const missing = fields.find((field) => !names.includes(field));
  if (missing === undefined) return;
  const message = `${value.path} has no field ${missing}`;
  throw badHeader(value.text, value.from, message, `a field ${missing}`, 'no such field');
}

function asStrings(value: HeaderValue, expected: string): readonly string[] {
  return itemsOf(value, expected).map((item, i) => {
    if (typeof item.value === 'string') return item.value;
    throw wrong(itemOf(value, i), 'a text');
  });
}

function itemsOf(value: HeaderValue, expected: string): readonly JsonNode[] {
  const items = value.node?.value;
  if (Array.isArray(items)) return items as readonly JsonNode[];
  throw wrong(value, expected);
}

/** The error for a value that is not what it must be. */
export function wrong(value: HeaderValue, expected: string): HeapdiffError {
  const { text, path, node, from } = value;
  const actual = found(value);
  const message = node === undefined ? `${path} is missing` : `${path} must be ${expected}, found ${actual}`;
  return badHeader(text, from, message, expected, actual);
}

function found({ text, node }: HeaderValue): string {
  return quoteNode(text, node);
}

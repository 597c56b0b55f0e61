// SPDX-License-Identifier: MIT
// Names as a report may show them. Values of strings and keys that look like secrets leave the snapshot only
// when they are asked for, and none is longer than a report can bear.

import { isSecretLikeKey } from '../core/secret-keys.js';
import { shortenKey, shortenName } from '../core/shorten-text.js';
import { NodeKind } from '../format/kinds.js';

/** Whether string values may be shown. */
export type ShowStrings = 'never' | 'always';

/** Kinds whose "name" is a text of the program. */
const TEXT_KINDS: ReadonlySet<number> = new Set([
  NodeKind.string,
  NodeKind.consString,
  NodeKind.slicedString,
]);
/** Kinds whose "name" is another value of it. */
const VALUE_KINDS: ReadonlySet<number> = new Set([
  NodeKind.number,
  NodeKind.bigint,
  NodeKind.regexp,
  NodeKind.symbol,
]);

/** What stands in place of a value of this kind, but for its length; null where the name is none. */
export function maskLabel(kind: number, kindName: string, show: ShowStrings): string | null {
  if (show === 'always') return null;
  return TEXT_KINDS.has(kind) ? 'string' : VALUE_KINDS.has(kind) ? kindName : null;
}

/** The name of a node, or what kind of value it is and how long. */
export function maskNodeName(name: string, kind: number, kindName: string, show: ShowStrings): string {
  const label = maskLabel(kind, kindName, show);
  return label === null ? name : maskLength(label, name.length);
}

/** `string(len 12)` */
export function maskLength(label: string, length: number): string {
  return `${label}(len ${length})`;
}

/** A property's or variable's name, or `[key]`. */
export function maskKey(name: string, show: ShowStrings): string {
  return shortenName(hideKey(name, show));
}

function hideKey(name: string, show: ShowStrings): string {
  return show === 'never' && isSecretLikeKey(name) ? '[key]' : name;
}

/** A class name; the keys of a shape `{a, b}` are masked one by one. */
export function maskClassName(name: string, show: ShowStrings): string {
  return shortenName(hideShapeKeys(name, show));
}

/** What tells a class from others of its name, behind its name. */
export function maskClassKey(name: string, rest: string, show: ShowStrings): string {
  return shortenKey(hideShapeKeys(name, show)) + rest;
}

/** A class name of any length. */
export function hideShapeKeys(name: string, show: ShowStrings): string {
  if (show === 'always' || !name.startsWith('{') || !name.endsWith('}')) return name;
  const keys = name.slice(1, -1).split(', ');
  return `{${keys.map((key) => hideKey(key, show)).join(', ')}}`;
}

/** The name of a group: of classes, among which are shapes, whose keys are masked, or of what a property `.name` holds. */
export function maskGroupName(name: string, show: ShowStrings): string {
  return shortenKey(hideGroupKeys(name, show));
}

function hideGroupKeys(name: string, show: ShowStrings): string {
  if (show === 'always') return name;
  if (name.startsWith('.')) return `.${hideKey(name.slice(1), show)}`;
  if (!name.includes('{')) return name;
  const parts = name.split(/(, |[{}])/);
  return parts.map((part) => hideKey(part, show)).join('');
}

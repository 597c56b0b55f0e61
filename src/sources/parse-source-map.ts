// SPDX-License-Identifier: MIT
// The text of a source map (revision 3, sections included) -> a map to be asked. O(length); the mappings are
// decoded when the first place is asked for.
// Source: ECMA-426.

import { AnyMap, type SectionedSourceMapInput, type TraceMap } from '@jridgewell/trace-mapping';

/**
 * Reads a map.
 * @param url where the map is: its sources are relative to that
 * @throws Error that says what is wrong
 */
export function parseSourceMap(text: string, url: string): TraceMap {
  // A guard against inclusion as a script: a first line that is no JSON.
  const json = text.startsWith(")]}'") ? text.slice(text.indexOf('\n') + 1) : text;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Error('is not JSON');
  }
  checkMap(value);
  try {
    return AnyMap(value as SectionedSourceMapInput, url);
  } catch {
    throw new Error('cannot be read');
  }
}

/** A list is made of each line before the last section. */
const MAX_LINES = 1e6;

function checkMap(value: unknown): void {
  if (!isRecord(value)) throw new Error('is not an object');
  // Some tools write it as a text.
  if (value['version'] !== 3 && value['version'] !== '3') throw new Error('is not of version 3');
  const { sections } = value;
  if (sections !== undefined) {
    if (!Array.isArray(sections)) throw new Error('has no list of sections');
    for (const section of sections as readonly unknown[]) checkSection(section);
    return;
  }
  if (typeof value['mappings'] !== 'string') throw new Error('has no mappings');
  checkTexts(value['sources'], 'sources', false);
  checkTexts(value['names'], 'names', true);
  checkTexts(value['sourcesContent'], 'sourcesContent', true);
  const root = value['sourceRoot'];
  if (root !== undefined && root !== null && typeof root !== 'string')
    throw new Error('has a sourceRoot that is no text');
}

/** Sections hold plain maps; maps of sections in sections are not allowed. */
function checkSection(section: unknown): void {
  if (!isRecord(section) || !isRecord(section['offset'])) throw new Error('has a section without an offset');
  const { line, column } = section['offset'];
  if (
    !Number.isSafeInteger(line) ||
    !Number.isSafeInteger(column) ||
    Number(line) < 0 ||
    Number(line) > MAX_LINES
  )
    throw new Error('has a section without an offset');
  const { map } = section;
  if (!isRecord(map) || map['sections'] !== undefined) throw new Error('has a section without a map');
  checkMap(map);
}

function checkTexts(list: unknown, name: string, isOptional: boolean): void {
  if (isOptional && (list === undefined || list === null)) return;
  const isFine =
    Array.isArray(list) &&
    (list as readonly unknown[]).every((text) => text === null || typeof text === 'string');
  if (!isFine) throw new Error(`has no list of ${name}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// docs/api.md is what the build exports. HEAPDIFF_UPDATE_DOCS=1 writes it anew.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type ApiEntry, readApi, renderApi } from '../support/api-report.js';

const projectFolder = join(import.meta.dirname, '../..');
const path = join(projectFolder, 'docs/api.md');
let entries: readonly ApiEntry[] = [];

beforeAll(async () => {
  entries = readApi(projectFolder);
  if (process.env['HEAPDIFF_UPDATE_DOCS'] === '1') writeFileSync(path, await renderApi(entries, path));
}, 60_000);

test('docs/api.md lists what the library exports', async () => {
  expect(entries.length).toBeGreaterThan(80);
  expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(await renderApi(entries, path));
});

test('every exported function says what it does', () => {
  expect(entries.filter(({ isValue, comment }) => isValue && comment === '').map(({ name }) => name)).toEqual(
    [],
  );
});

test('every function that can be given a bad file or question says what it throws', () => {
  const silent = entries
    .filter(
      ({ text, name }) =>
        /^function/.test(text) && /Promise<|Of$|^describe/.test(text.slice(0, 0) + name + text),
    )
    .filter(({ text }) => /path: string|paths: readonly string\[\]|id: number|query:/.test(text))
    .filter(({ comment }) => !/@throws|Errors as/.test(comment));
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('types that signatures name are exported', () => {
  const names = new Set(entries.map(({ name }) => name));
  const missing = entries
    .filter(({ isValue }) => isValue)
    .flatMap(({ name, text }) =>
      [...text.replace(/\/\*\*?[^]*?\*\//g, '').matchAll(/\b([A-Z][a-z]\w*)\b/g)]
        .map(([, type = '']) => type)
        .filter(
          (type) =>
            !names.has(type) && !known.has(type) && !new RegExp(`[<,]\\s*${type}(?: extends|>)`).test(text),
        )
        .map((type) => `${name}: ${type}`),
    );
  expect([...new Set(missing)]).toEqual([]);
});

/** Of the language, of its libraries, or parameters of types. */
const known: ReadonlySet<string> = new Set([
  ...['Promise', 'Error', 'Partial', 'Iterable', 'Exclude', 'Omit', 'Report', 'Pick', 'Map', 'Set'],
  ...['ReadonlySet', 'ReadonlyMap', 'Readonly', 'Record', 'Blob', 'AbortSignal', 'MultiDirectedGraph'],
]);

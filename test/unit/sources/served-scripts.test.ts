import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SourceLookup } from '../../../src/core/source-place.js';
import { buildSourceMaps } from '../../../src/sources/build-source-maps.js';
import { openFolder } from '../../../src/sources/read-below.js';
import { findServedScript, listServedScripts } from '../../../src/sources/served-scripts.js';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'heapdiff-served-'));
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

/** A script, and beside it a map that leads to `<script's name without .js>.ts`. */
function write(path: string, text = 'class e{}', map: 'beside' | 'named' | 'none' = 'beside'): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  const name = path.replace(/^.*\/|\.js$/g, '');
  const content = JSON.stringify({
    ...{ version: 3, sources: [`${path.replace(/\//g, '-')}.ts`], names: [], mappings: 'AAAA' },
  });
  writeFileSync(join(home, path), map === 'named' ? `${text}\n//# sourceMappingURL=${name}.json` : text);
  if (map === 'beside') writeFileSync(join(home, `${path}.map`), content);
  if (map === 'named') writeFileSync(join(dirname(join(home, path)), `${name}.json`), content);
}

/** The script that is found for a path. */
function findFor(path: string): string | null {
  const folder = openFolder(home)!;
  return findServedScript(listServedScripts([folder]), path.split('/'))?.parts.join('/') ?? null;
}

test('what a server leaves out of a path, or puts in front of it, does not matter', () => {
  write('dist/assets/index-Duj3.js');
  write('build/app.js', undefined, 'named');
  expect(findFor('assets/index-Duj3.js')).toBe('dist/assets/index-Duj3.js');
  expect(findFor('shop/assets/index-Duj3.js')).toBe('dist/assets/index-Duj3.js');
  expect(findFor('app.js')).toBe('build/app.js');
  expect(findFor('other.js')).toBeNull();
});

test('of several scripts the one is meant that has the longest end of the path, then the one nearest to the top', () => {
  write('app.js');
  write('dist/web/js/app.js');
  write('dist/admin/app.js');
  expect(findFor('static/js/app.js')).toBe('dist/web/js/app.js');
  expect(findFor('admin/app.js')).toBe('dist/admin/app.js');
  expect(findFor('x/app.js')).toBe('app.js');
});

test('a script without a map says nothing, and packages and links are not walked through', () => {
  write('src/app.js', undefined, 'none');
  write('node_modules/cart/app.js');
  const outside = mkdtempSync(join(tmpdir(), 'heapdiff-outside-'));
  writeFileSync(join(outside, 'app.js'), '');
  writeFileSync(join(outside, 'app.js.map'), '');
  symlinkSync(outside, join(home, 'linked'));
  symlinkSync(join(outside, 'app.js'), join(home, 'app.js'));
  symlinkSync(join(outside, 'app.js.map'), join(home, 'app.js.map'));
  expect(findFor('app.js')).toBeNull();
  rmSync(outside, { recursive: true });
  write('lib/app.js');
  expect(findFor('app.js')).toBe('lib/app.js');
  expect(findFor('node_modules/cart/app.js')).toBeNull();
});

/** The file that a source map leads to. */
function sourceOf(sources: SourceLookup, url: string, column = 0): string | null {
  return sources.find(url, 0, column, 'e')?.url.replace(/^.*\//, '') ?? null;
}

test('scripts of pages are looked for in all folders, others in those that were named for maps', () => {
  write('dist/assets/index.js');
  write('dist/server.js');
  const below = buildSourceMaps({ programs: [home] });
  expect(sourceOf(below, 'https://shop.example/assets/index.js?v=1')).toBe('dist-assets-index.js.ts');
  expect(sourceOf(below, '/app/server.js')).toBeNull();
  const named = buildSourceMaps({ maps: [home] });
  expect(sourceOf(named, '/app/server.js')).toBe('dist-server.js.ts');
  expect(sourceOf(named, 'https://shop.example/index.js')).toBe('dist-assets-index.js.ts');
  expect([...below.warnings, ...named.warnings]).toEqual([]);
});

test('a script that only has the name is not believed where most places are none of it', () => {
  write('dist/app.js', 'class e{};class t{}');
  const sources = buildSourceMaps({ programs: [home] });
  const url = 'https://elsewhere.example/app.js';
  expect(sourceOf(sources, url)).toBe('dist-app.js.ts');
  expect([3, 5].map((column) => sourceOf(sources, url, column))).toEqual([null, null]);
  expect(sourceOf(sources, url, 10)).toBe('dist-app.js.ts');
  expect([6, 7].map((column) => sourceOf(sources, url, column))).toEqual([null, null]);
  expect(sources.find(url, 0, 10, 't')).toBeNull();
  expect(sources.warnings.map(({ code }) => code)).toEqual(['other-script']);
});

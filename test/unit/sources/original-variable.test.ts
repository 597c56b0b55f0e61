import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TraceMap, decodedMappings, encodedMappings } from '@jridgewell/trace-mapping';
import { transformSync } from 'esbuild';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SourceLookup } from '../../../src/core/source-place.js';
import { buildSourceMaps } from '../../../src/sources/build-source-maps.js';

const TYPED = `export class Basket {
  readonly #items = new Map<string, number>();
  add(sku: string): number {
    return this.#items.set(sku, 1).size;
  }
}

export function openShop(customers: Set<string>) {
  const baskets = new Map<string, Basket>();
  return function visit(customer: string) {
    customers.add(customer);
    baskets.set(customer, new Basket());
    return baskets;
  };
}
`;

interface PlainMap {
  sources: string[];
  sourcesContent: (string | null)[];
  names: string[];
  mappings: string;
}
type Segment = [number, number, number, number, number?];

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'heapdiff-variables-'));
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

/** A minified script beside its map, and a look-up that knows them. */
function minify(change: (map: PlainMap, code: string) => string = (_, code) => code): {
  script: string;
  sources: SourceLookup;
} {
  const { code, map } = transformSync(TYPED, {
    ...{ loader: 'ts', minify: true, format: 'esm', sourcemap: 'external', sourcefile: 'shop.ts' },
  });
  const parsed = JSON.parse(map) as PlainMap;
  const script = change(parsed, code);
  writeFileSync(join(home, 'shop.js'), script);
  writeFileSync(join(home, 'shop.js.map'), JSON.stringify(parsed));
  return { script, sources: buildSourceMaps({ programs: [home], maps: [home] }) };
}

/** @returns the script, as it is */
function changeSegments(map: PlainMap, script: string, change: (segment: Segment) => Segment): string {
  const lines = decodedMappings(new TraceMap(map as never)) as unknown as Segment[][];
  const mappings = lines.map((line) => line.map(change));
  map.mappings = encodedMappings(new TraceMap({ version: 3, ...map, mappings } as never));
  return script;
}

/** What is known of a variable that the function or class at a piece of the script sees. */
function ask(
  sources: SourceLookup,
  script: string,
  piece: RegExp,
  name: string,
  others: string[] = [],
): unknown {
  const at = script.search(piece);
  const line = script.slice(0, at).split('\n').length - 1;
  const column = at - (script.lastIndexOf('\n', at - 1) + 1);
  const from = { url: join(home, 'shop.js'), line, column, name: '' };
  const found = sources.findVariable?.(from, name, others) ?? null;
  if (found === null) return null;
  const { url, line: sourceLine, column: sourceColumn, name: original } = found.source;
  expect(found.url).toBe(from.url);
  return {
    original,
    place: `${url.replace(home, '')}:${sourceLine + 1}:${sourceColumn + 1}`,
    text: script
      .split('\n')
      [found.line].slice(found.column)
      .match(/^#?[\w$]+/)?.[0],
  };
}

/** The parameter list of the inner function, its variables, and the parameter of the outer one. */
const INNER = /(?<=return function\s*\w*)\(/;
function namesIn(script: string): { outer: string; map: string; field: string } {
  return {
    outer: /function \w+\((\w+)\)\{/.exec(script)![1],
    map: /(?:const|let|var) (\w+)=new Map/.exec(script)![1],
    field: /#\w+(?==new Map)/.exec(script)![0],
  };
}

test('variables and private fields have the names and places of their declarations', () => {
  const { script, sources } = minify();
  const { outer, map, field } = namesIn(script);
  expect([outer, map, field]).not.toEqual(expect.arrayContaining(['customers', 'baskets', '#items']));
  expect(ask(sources, script, INNER, map, [map, outer])).toEqual({
    ...{ original: 'baskets', place: '/shop.ts:9:9', text: map },
  });
  expect(ask(sources, script, INNER, outer)).toEqual({
    ...{ original: 'customers', place: '/shop.ts:8:26', text: outer },
  });
  expect(ask(sources, script, /class\b/, field)).toEqual({
    ...{ original: '#items', place: '/shop.ts:2:12', text: field },
  });
  expect(ask(sources, script, INNER, 'missing')).toBeNull();
  expect(ask(sources, script, INNER, map, ['missing'])).toBeNull();
  expect(sources.warnings).toEqual([]);
});

test('a private field has its mark, though a minifier left it out of the names', () => {
  const { script, sources } = minify((map, code) => {
    map.names = map.names.map((name) => name.replace('#', ''));
    return code;
  });
  const { field } = namesIn(script);
  expect(ask(sources, script, /class\b/, field)).toMatchObject({ original: '#items', text: field });
});

test('a map without names leads to the original text', () => {
  const { script, sources } = minify((map, code) =>
    changeSegments(map, code, ([from, source, line, column]) => [from, source, line, column]),
  );
  const { map, field } = namesIn(script);
  expect(ask(sources, script, INNER, map)).toMatchObject({ original: 'baskets', place: '/shop.ts:9:9' });
  expect(ask(sources, script, /class\b/, field)).toMatchObject({ original: '#items' });
});

test('where neither map nor text has the name, the place is all that is known', () => {
  const plain = (map: PlainMap, code: string): string =>
    changeSegments(map, code, ([from, source, line, column]) => [from, source, line, column]);
  const textless = minify((map, code) => {
    plain(map, code);
    map.sourcesContent = [null];
    return code;
  });
  const { map } = namesIn(textless.script);
  const told = { original: null, place: '/shop.ts:9:9' };
  expect(ask(textless.sources, textless.script, INNER, map)).toMatchObject(told);
  // A segment may stand for a whole statement, and what it leads to need not be a name.
  const coarse = minify((changed, code) =>
    changeSegments(changed, code, ([from, ...rest]) => [Math.max(0, from - 1), ...rest]),
  );
  expect(ask(coarse.sources, coarse.script, INNER, map)).toMatchObject({ original: null });
  const wordy = minify((changed, code) =>
    changeSegments(changed, code, ([from, source]) => [from, source, 0, 0]),
  );
  expect(ask(wordy.sources, wordy.script, INNER, map)).toMatchObject({
    original: null,
    place: '/shop.ts:1:1',
  });
});

test('without the script nothing is known; of another build, only that it is another', () => {
  const { script, sources } = minify();
  const { map } = namesIn(script);
  rmSync(join(home, 'shop.js'));
  expect(ask(sources, script, INNER, map)).toBeNull();
  const other = minify(() => `/* a comment that moves all */${script}`);
  expect(ask(other.sources, script, INNER, map)).toBeNull();
});

test('a script that cannot be parsed, or is very long, is told once', () => {
  const broken = minify((_, code) => `${code}\n)`);
  const { map } = namesIn(broken.script);
  for (let i = 0; i < 2; i++) expect(ask(broken.sources, broken.script, INNER, map)).toBeNull();
  expect(broken.sources.warnings).toEqual([
    {
      code: 'unread-script',
      message: `${join(home, 'shop.js')} cannot be parsed (Unexpected token (3:0)); its variables keep the names that they have there`,
    },
  ]);
  const long = minify((_, code) => `${code}\n//${' '.repeat(2 ** 23)}`);
  expect(ask(long.sources, long.script, INNER, map)).toBeNull();
  expect(long.sources.warnings.map(({ message }) => message)).toEqual([
    expect.stringContaining('is very long'),
  ]);
});

test('whether there is any map is known from the scripts that were asked about', () => {
  const { script, sources } = minify();
  writeFileSync(join(home, 'plain.js'), 'x');
  expect(sources.hasFound?.()).toBe(false);
  sources.find(join(home, 'plain.js'), 0, 0, 'x');
  expect(sources.hasFound?.()).toBe(false);
  ask(sources, script, INNER, 'missing');
  expect(sources.hasFound?.()).toBe(true);
});

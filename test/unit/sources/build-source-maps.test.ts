import {
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SourceLookup } from '../../../src/core/source-place.js';
import { buildSourceMaps } from '../../../src/sources/build-source-maps.js';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'heapdiff-maps-'));
  write(
    'app/src/main.ts',
    "import { Session } from './session';\nimport { Cache } from 'cache';\nexport const all = [new Session(1), new Cache()];\n",
  );
  write(
    'app/src/session.ts',
    '/** One person. */\nexport class Session {\n  constructor(readonly user: number) {}\n}\n',
  );
  write('app/node_modules/cache/package.json', '{"main":"index.js"}');
  write('app/node_modules/cache/index.js', 'export class Cache {\n  entries = new Map();\n}\n');
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
}

function bundle(sourcemap: 'linked' | 'inline' | 'external', minify = true): string {
  buildSync({
    entryPoints: [join(home, 'app/src/main.ts')],
    outfile: join(home, 'app/dist/main.js'),
    absWorkingDir: join(home, 'app'),
    bundle: true,
    minify,
    sourcemap,
    format: 'esm',
    logLevel: 'error',
  });
  return readFileSync(join(home, 'app/dist/main.js'), 'utf8');
}

/** The place and name of a piece of the script, as V8 would ask for it. */
function ask(sources: SourceLookup, url: string, script: string, piece: string, name: string): unknown {
  const before = script.slice(0, script.indexOf(piece)).split('\n');
  const found = sources.find(url, before.length - 1, before[before.length - 1].length, name);
  return found && `${found.name} ${found.url.replace(home, '')}:${found.line + 1}:${found.column + 1}`;
}

/** The class name that the minifier chose for Session. */
function nameIn(script: string): string {
  return /(\w+)\s*=\s*class\s*\{\s*constructor/.exec(script)![1];
}

const session = 'Session /app/src/session.ts:3:3';

test.each(['linked', 'inline'] as const)('a map that is %s is found, with original names', (kind) => {
  const script = bundle(kind);
  const sources = buildSourceMaps({ programs: [join(home, 'app')] });
  const url = join(home, 'app/dist/main.js');
  expect(ask(sources, url, script, '(', nameIn(script))).toBe(session);
  expect(ask(sources, `file://${url}`, script, '(', nameIn(script))).toBe(
    session.replace('/app', 'file:///app'),
  );
  expect(ask(sources, url, script, 'class{entries', 'x')).toBe('Cache /app/node_modules/cache/index.js:1:8');
  expect(sources.warnings).toEqual([]);
});

test('a map beside the script is found without a comment', () => {
  const script = bundle('external');
  const sources = buildSourceMaps({ programs: [join(home, 'app')] });
  expect(ask(sources, join(home, 'app/dist/main.js'), script, '(', nameIn(script))).toBe(session);
});

test('an inline map that is longer than the end that is looked at first is found', () => {
  write(
    'app/src/session.ts',
    `${readFileSync(join(home, 'app/src/session.ts'), 'utf8')}// ${'long '.repeat(5000)}\n`,
  );
  const script = bundle('inline');
  const sources = buildSourceMaps({ programs: [join(home, 'app')] });
  expect(ask(sources, join(home, 'app/dist/main.js'), script, '(', nameIn(script))).toBe(session);
});

test('a script of another machine is found by the end of its path', () => {
  const script = bundle('linked');
  const sources = buildSourceMaps({ programs: [join(home, 'app')] });
  const place = 'Session /srv/release/src/session.ts:3:3';
  expect(ask(sources, '/srv/release/dist/main.js', script, '(', nameIn(script))).toBe(place);
  expect(ask(sources, '/srv/release/other/main.js', script, '(', nameIn(script))).toBe(null);
  expect(ask(sources, 'https://example.org/dist/main.js?v=2', script, '(', nameIn(script))).toBe(
    'Session https://example.org/src/session.ts:3:3',
  );
});

test('in a folder of maps the name of the script or of its map is enough', () => {
  const script = bundle('external');
  mkdirSync(join(home, 'maps'));
  renameSync(join(home, 'app/dist/main.js.map'), join(home, 'maps/main.js.map'));
  const script2 = `${script}\n//# sourceMappingURL=https://example.org/build-7.map\n`;
  const ask2 = (url: string): unknown =>
    ask(
      buildSourceMaps({ programs: [join(home, 'app')], maps: [join(home, 'maps')] }),
      url,
      script,
      '(',
      nameIn(script),
    );
  // Without the script only what the map and the original text say is known; that is enough here.
  expect(ask2('/elsewhere/main.js')).toBe('Session /src/session.ts:3:3');
  write('app/dist/main.js', script2);
  renameSync(join(home, 'maps/main.js.map'), join(home, 'maps/build-7.map'));
  expect(ask2(join(home, 'app/dist/main.js'))).toBe(session);
});

test('what belongs to a package is looked for in that package only', () => {
  write('app/lib/index.js', 'x');
  write('app/lib/index.js.map', JSON.stringify({ version: 3, sources: ['a.ts'], mappings: 'AAAA' }));
  const sources = buildSourceMaps({ programs: [join(home, 'app')], maps: [join(home, 'app')] });
  expect(sources.find('/srv/x/lib/index.js', 0, 0, '')).toMatchObject({ url: '/srv/x/lib/a.ts' });
  expect(sources.find('/srv/x/node_modules/cache/lib/index.js', 0, 0, '')).toBe(null);
});

test('a damaged map is a warning', () => {
  const script = bundle('linked');
  write('app/dist/main.js.map', '{"version":3');
  const sources = buildSourceMaps({ programs: [join(home, 'app')] });
  const url = join(home, 'app/dist/main.js');
  expect(ask(sources, url, script, '(', 't')).toBe(null);
  expect(ask(sources, url, script, 'class', 't')).toBe(null);
  expect(sources.warnings).toEqual([
    { code: 'bad-source-map', message: `source map of ${url}: is not JSON` },
  ]);
});

test('of many damaged maps a few are named', () => {
  for (let i = 0; i < 20; i++) write(`app/${i}.js.map`, '');
  const sources = buildSourceMaps({ programs: [join(home, 'app')] });
  for (let i = 0; i < 20; i++) sources.find(join(home, `app/${i}.js`), 0, 0, '');
  expect(sources.warnings).toHaveLength(6);
});

test('mappings that make no sense give no places', () => {
  for (const [i, mappings] of ['!!!', 'AAAAA,////////', 'ADAA', 'AADA,AAAD', 'gggggggggggB'].entries()) {
    write(`app/${i}.js.map`, JSON.stringify({ version: 3, sources: ['a.ts', null], names: [], mappings }));
    const sources = buildSourceMaps({ programs: [join(home, 'app')] });
    const found = sources.find(join(home, `app/${i}.js`), 0, 5, 'x');
    if (found !== null) expect(found.line >= 0 && found.column >= 0).toBe(true);
  }
});

test('maps that lead out of the folder, are too large or are links to elsewhere are refused', () => {
  write('secret.map', JSON.stringify({ version: 3, sources: ['secret.ts'], mappings: 'AAAA' }));
  symlinkSync(join(home, 'secret.map'), join(home, 'app/link.js.map'));
  write('app/huge.js.map', '{');
  truncateSync(join(home, 'app/huge.js.map'), 1 << 30);
  for (const [name, address] of [
    ['up.js', '../../secret.map'],
    ['file.js', `file://${join(home, 'secret.map')}`],
    ['absolute.js', join(home, 'secret.map')],
    ['coded.js', '%2e%2e%2f%2e%2e%2fsecret.map'],
    ['server.js', 'http://127.0.0.1:9/secret.map'],
    ['link.js', 'link.js.map'],
    ['huge.js', 'huge.js.map'],
  ])
    write(`app/${name}`, `x\n//# sourceMappingURL=${address}\n`);
  const sources = buildSourceMaps({ programs: [join(home, 'app')] });
  for (const name of ['up', 'file', 'absolute', 'coded', 'server', 'link', 'huge'])
    expect(sources.find(join(home, `app/${name}.js`), 0, 0, 'x'), name).toBe(null);
  expect(sources.warnings.map(({ message }) => message.replace(/^.*\//, ''))).toEqual([
    'up.js: leads out of its folder',
    'coded.js: leads out of its folder',
    'link.js: leads out of its folder',
    'huge.js: is larger than 134217728 bytes',
  ]);
});

test.each([
  '/etc/passwd',
  'file:///etc/passwd',
  '../../etc/passwd',
  '/dev/zero',
  'node:fs',
  'http://localhost/',
])('the script %s is not looked for', (url) => {
  const sources = buildSourceMaps({ programs: [join(home, 'app')], maps: [join(home, 'app')] });
  expect(sources.find(url, 0, 0, 'x')).toBe(null);
  expect(sources.warnings).toEqual([]);
});

test('the beginning of a bundle of several files is no place in the first of them', () => {
  bundle('linked');
  const sources = buildSourceMaps({ programs: [join(home, 'app')] });
  expect(sources.find(join(home, 'app/dist/main.js'), 0, 0, '')).toBe(null);
});

test('a script that is of another build than what ran is not believed', () => {
  const script = bundle('linked');
  const sources = buildSourceMaps({ programs: [join(home, 'app')] });
  const url = join(home, 'app/dist/main.js');
  const name = nameIn(script);
  const at = script.indexOf('(');
  expect(sources.find(url, 0, at + 1, name)).toBe(null);
  expect(sources.find(url, 99, 0, name)).toBe(null);
  // Where it agrees it is used, since snapshots of several builds may be compared.
  expect(sources.find(url, 0, at, name)).toMatchObject({ name: 'Session' });
  expect(sources.warnings.map(({ code }) => code)).toEqual(['other-script']);
  expect(sources.warnings[0].message).toContain(`${url} is of another build than what ran`);
});

test('of a script in TypeScript that Deno ran, the places are found in what Deno has made of it', () => {
  write(
    'app/src/chat.ts',
    'interface Room { name: string }\n\nclass Chat {\n  constructor(readonly room: Room) {}\n}\n',
  );
  buildSync({
    entryPoints: [join(home, 'app/src/chat.ts')],
    outfile: join(home, 'gen', home, 'app/src/chat.ts.js'),
    sourcemap: 'inline',
    logLevel: 'error',
  });
  const compiled = readFileSync(join(home, 'gen', home, 'app/src/chat.ts.js'), 'utf8');
  write(`gen/${home}/app/src/chat.ts.js`, `${compiled}// denoCacheMetadata=1,2`);
  const url = `file://${join(home, 'app/src/chat.ts')}`;
  const without = buildSourceMaps({ programs: [join(home, 'app')] });
  expect(ask(without, url, compiled, '(', 'Chat')).toBe(null);
  expect(without.warnings[0].message).toContain('is not what ran but what that was made of');
  const sources = buildSourceMaps({ programs: [join(home, 'app')], maps: [join(home, 'gen')] });
  expect(ask(sources, url, compiled, '(', 'Chat')).toMatch(/^Chat .*\/app\/src\/chat\.ts:4:3$/);
  expect(sources.warnings).toEqual([]);
});

test('a script in TypeScript that ran as it is needs no map', () => {
  write('app/src/plain.ts', 'export class Chat {\n  constructor(room: string) {}\n}\n');
  const sources = buildSourceMaps({ programs: [join(home, 'app')] });
  expect(sources.find(join(home, 'app/src/plain.ts'), 1, 13, 'Chat')).toBe(null);
  // The module itself.
  expect(sources.find(join(home, 'app/src/plain.ts'), 0, 0, 'Generator')).toBe(null);
  expect(sources.warnings).toEqual([]);
});

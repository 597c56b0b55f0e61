import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { listFiles } from './list-files.js';

const files = listFiles();
const isBinary = (path: string): boolean => /\.(gz|png|woff2)$/.test(path);
const textFiles = files.filter((path) => !isBinary(path));

function findLines(pattern: RegExp, paths: readonly string[]): string[] {
  return paths.flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 120)}`] : [],
      ),
  );
}

// Put together here, so that this file does not hold what it looks for.
const machinePath = new RegExp(`(?<![\\w.])/(${['work', 'root', 'tmp/[a-z]', 'home/[a-z]'].join('|')})/`);

test('the top level holds only the folders that the architecture names, and configuration', () => {
  const folders = new Set(['.ci', 'bench', 'cli', 'docs', 'snapshots', 'src', 'test', 'viewer']);
  const configuration =
    /^(\.[\w-]+|[\w-]+\.config\.(js|ts)|(package|package-lock|tsconfig|knip)\.json|[A-Z]+\.md|LICENSE)$/;
  const unexpected = files.filter((path) => {
    const [first = '', ...rest] = path.split('/');
    return rest.length > 0 ? !folders.has(first) : !configuration.test(path);
  });
  expect(unexpected).toEqual([]);
});

test('files of the source are named in kebab-case', () => {
  const sources = files.filter((path) => /^(src|cli|viewer|test)\//.test(path));
  const isKebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)+$/;
  expect(sources.filter((path) => !isKebab.test(path.slice(path.lastIndexOf('/') + 1)))).toEqual([]);
});

test('each unit test lies where its source lies', () => {
  const known = new Set(files);
  const strays = files
    .filter((path) => path.startsWith('test/unit/') && path.endsWith('.test.ts'))
    .filter((path) => {
      const source = path.slice('test/unit/'.length).replace(/\.test\.ts$/, '.ts');
      return !known.has(`src/${source}`) && !known.has(source);
    });
  expect(strays).toEqual([]);
});

test('no text names a path of the machine that it was written on', () => {
  expect(findLines(machinePath, textFiles)).toEqual([]);
});

test('no snapshot names a path of the machine that it was made on', () => {
  const workPath = Buffer.from(['', 'work', ''].join('/'));
  const snapshots = files.filter((path) => path.startsWith('snapshots/') && path.endsWith('.gz'));
  expect(snapshots.filter((path) => gunzipSync(readFileSync(path)).includes(workPath))).toEqual([]);
});

test('no text names the host of a package registry', () => {
  const host = new RegExp(
    ['registry', '(npmjs|yarnpkg|npmmirror)'].join('\\.') + '|deb\\.debian\\.org|pypi\\.org',
    'i',
  );
  expect(findLines(host, textFiles)).toEqual([]);
});

test('lockfiles hold no addresses', () => {
  const lockfiles = files.filter((path) => path.endsWith('package-lock.json'));
  expect(lockfiles).toContain('package-lock.json');
  expect(findLines(/"resolved": "(https?|git|file)[:+]/, lockfiles)).toEqual([]);
});

test('no file is larger than 2 MB', () => {
  expect(files.filter((path) => statSync(path).size > 2_000_000)).toEqual([]);
});

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReadableFolder, type Reading, openFolder, readBelow } from '../../../src/sources/read-below.js';

let home = '';
let folder: ReadableFolder;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'heapdiff-below-'));
  mkdirSync(join(home, 'app/src'), { recursive: true });
  writeFileSync(join(home, 'secret.txt'), 'secret');
  writeFileSync(join(home, 'app/src/a.txt'), 'first line, second part');
  symlinkSync(join(home, 'secret.txt'), join(home, 'app/out.txt'));
  symlinkSync(home, join(home, 'app/up'));
  symlinkSync('src', join(home, 'app/inside'));
  symlinkSync('loop', join(home, 'app/loop'));
  symlinkSync(join(home, 'app'), join(home, 'link'));
  writeFileSync(join(home, 'app/huge.map'), '{');
  // A gigabyte without a byte on the disk.
  truncateSync(join(home, 'app/huge.map'), 1 << 30);
  symlinkSync('/dev/zero', join(home, 'app/zero'));
  folder = openFolder(join(home, 'app'))!;
});
afterAll(() => {
  rmSync(home, { recursive: true });
});

function read(...parts: string[]): Reading {
  return readBelow(folder, parts, 1 << 20);
}

test('a file below the folder is read, also through a link that stays inside', () => {
  expect(read('src', 'a.txt')).toEqual({ state: 'read', text: 'first line, second part', isWhole: true });
  expect(read('inside', 'a.txt')).toMatchObject({ state: 'read' });
});

test('a folder that is itself a link is that folder', () => {
  expect(readBelow(openFolder(join(home, 'link'))!, ['src', 'a.txt'], 100)).toMatchObject({ state: 'read' });
});

test('only the end is read where that is asked for, also of a file that is too large as a whole', () => {
  expect(readBelow(folder, ['src', 'a.txt'], 5, 11)).toEqual({
    state: 'read',
    text: 'second part',
    isWhole: false,
  });
});

test('links that lead out are refused', () => {
  expect(read('out.txt')).toEqual({ state: 'refused', reason: 'leads out of its folder' });
  expect(read('up', 'secret.txt')).toEqual({ state: 'refused', reason: 'leads out of its folder' });
  expect(read('zero')).toEqual({ state: 'refused', reason: 'leads out of its folder' });
});

test('parts that lead upwards or elsewhere are not looked at', () => {
  for (const parts of [
    ['..', 'secret.txt'],
    ['src/../../secret.txt'],
    [join(home, 'secret.txt')],
    ['a\0b'],
    ['.'],
    [],
  ])
    expect(read(...parts)).toEqual({ state: 'missing' });
});

test('devices, folders, endless links and files that are too large are not read', () => {
  const devices = openFolder('/dev')!;
  expect(readBelow(devices, ['zero'], 100)).toEqual({ state: 'refused', reason: 'is no regular file' });
  expect(read('src')).toEqual({ state: 'missing' });
  expect(read('loop')).toEqual({ state: 'missing' });
  expect(read('nothing')).toEqual({ state: 'missing' });
  expect(read('huge.map')).toEqual({ state: 'refused', reason: 'is larger than 1048576 bytes' });
});

test('a folder that is not there is none', () => {
  expect(openFolder(join(home, 'nothing'))).toBe(null);
});

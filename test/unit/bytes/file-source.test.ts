import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openFileAt, openFileSource } from '../../../src/bytes/file-source.js';

const folder = mkdtempSync(join(tmpdir(), 'heapdiff-bytes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'file');
const bytes = Uint8Array.from({ length: 40_000 }, (_, i) => i % 251);
writeFileSync(path, bytes);

test('whoever else waits has a turn while a file is read', async () => {
  const source = await openFileSource(path);
  const into = new Uint8Array(100);
  let hasTurn = false;
  setImmediate(() => (hasTurn = true));
  let reads = 0;
  while (!hasTurn && (await source.read(into)) > 0) reads++;
  await source.close();
  expect(hasTurn).toBe(true);
  expect(reads).toBeLessThan(100);
});

test('any part of a file can be read, less only at its end', async () => {
  const file = await openFileAt(path);
  const into = new Uint8Array(1000);
  expect(file.size).toBe(bytes.length);
  expect([await file.readAt(into, 20_000), into]).toEqual([1000, bytes.subarray(20_000, 21_000)]);
  expect([await file.readAt(into, 5), into]).toEqual([1000, bytes.subarray(5, 1005)]);
  expect(await file.readAt(into, 39_900)).toBe(100);
  expect(into.subarray(0, 100)).toEqual(bytes.subarray(39_900));
  await file.close();
});

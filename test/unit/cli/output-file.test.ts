import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openOutputFile } from '../../../cli/output-file.js';

test('a file that is replaced by one of several pieces holds what was written, and nothing lies beside it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'heapdiff-'));
  const path = join(folder, 'rows.csv');
  writeFileSync(path, 'old');
  const sink = await openOutputFile(path, true);
  const piece = Buffer.alloc(2.5 * sink.pieceBytes);
  for (let i = 0; i < 5; i++) {
    await sink.write(piece.fill(65 + i));
    expect(readFileSync(path, 'utf8')).toBe('old');
  }
  await sink.close();

  const written = readFileSync(path);
  expect(written).toHaveLength(5 * piece.length);
  for (let i = 0; i < 5; i++) {
    const part = written.subarray(i * piece.length, (i + 1) * piece.length);
    expect(part.equals(piece.fill(65 + i))).toBe(true);
  }
  expect(readdirSync(folder)).toEqual(['rows.csv']);
  rmSync(folder, { recursive: true });
});

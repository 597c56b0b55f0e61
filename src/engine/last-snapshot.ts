// SPDX-License-Identifier: MIT
// Which snapshot was read last in a directory, so that a follow-up question need not name it. Kept in the
// user's cache directory, one small file a working directory; losing it costs nothing.

import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

function memoryFile(directory: string): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const name = createHash('sha256').update(resolve(directory)).digest('hex').slice(0, 24);
  return join(cache, 'heapdiff', `last-${name}`);
}

/** @returns absolute path of the snapshot last read in `directory`, or null */
export async function readLastSnapshot(directory: string): Promise<string | null> {
  const text = await readFile(memoryFile(directory), 'utf8').catch(() => '');
  return text === '' ? null : text;
}

/** Remembers a snapshot. A cache that cannot be written is no error: the next question asks for a file. */
export async function writeLastSnapshot(directory: string, path: string): Promise<void> {
  if (path === '-') return;
  const file = memoryFile(directory);
  try {
    await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
    await writeFile(file, resolve(directory, path), { mode: 0o600 });
  } catch {
    return;
  }
}

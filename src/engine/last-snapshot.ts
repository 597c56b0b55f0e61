// SPDX-License-Identifier: MIT
// Which snapshot was read last in a directory, so that a follow-up question need not name it. Kept in the
// user's cache directory, one small file a working directory; losing it costs nothing.

import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** The folder of caches as XDG has it: a setting that is empty or relative is none. */
function findCache(): string {
  const given = process.env['XDG_CACHE_HOME'] ?? '';
  return isAbsolute(given) ? given : join(homedir(), '.cache');
}

/** @throws where there is no home, or no working folder any more */
function memoryFile(): string {
  const directory = process.cwd();
  const cache = findCache();
  if (!isAbsolute(cache)) throw new Error('no folder for caches');
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 24);
  return join(cache, 'heapdiff', `last-${name}`);
}

/** @returns absolute path of the snapshot last read in the working folder, or null */
export async function readLastSnapshot(): Promise<string | null> {
  try {
    const text = await readFile(memoryFile(), 'utf8');
    return text === '' ? null : text;
  } catch {
    return null;
  }
}

/** Remembers a snapshot. A cache that cannot be written is no error: the next question asks for a file. */
export async function writeLastSnapshot(path: string): Promise<void> {
  if (path === '-') return;
  try {
    const file = memoryFile();
    await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
    await writeFile(file, resolve(path), { mode: 0o600 });
  } catch {
    return;
  }
}

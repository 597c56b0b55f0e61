// --source-maps -> what finds original places: below the current directory, and in the folders that were named.

import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { SourceLookup } from '../src/core/source-place.js';
import { HeapdiffError } from '../src/core/errors.js';
import { describeSystemError } from '../src/core/system-errors.js';

/**
 * Opens the folders.
 * @param given the flag's value; false for `--no-source-maps`
 * @throws HeapdiffError `ERR_USAGE` for what is no folder
 */
export async function openSources(
  given: string | readonly string[] | false | undefined,
): Promise<SourceLookup | undefined> {
  if (given === false) return undefined;
  const maps = given === undefined ? [] : typeof given === 'string' ? [given] : given;
  const folders = await Promise.all(maps.map(openFolder));
  const { buildSourceMaps } = await import('../src/sources/build-source-maps.js');
  return buildSourceMaps({ programs: findPrograms(), maps: folders });
}

/** @returns its absolute path */
async function openFolder(folder: string): Promise<string> {
  const info = await stat(folder).catch(() => null);
  if (info?.isDirectory() !== true)
    throw new HeapdiffError('ERR_USAGE', `--source-maps takes a folder, and "${folder}" is none`);
  try {
    await access(folder, constants.R_OK | constants.X_OK);
    return resolve(folder);
  } catch (error) {
    const reason = describeSystemError(error);
    throw new HeapdiffError('ERR_USAGE', `--source-maps: "${folder}" cannot be read: ${reason}`);
  }
}

/** A working folder that was removed holds no program. */
function findPrograms(): readonly string[] {
  try {
    return [process.cwd()];
  } catch {
    return [];
  }
}

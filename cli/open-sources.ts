// --source-maps -> what finds original places: below the current directory, and in the folders that were named.

import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { SourceLookup } from '../src/core/source-place.js';
import { HeapdiffError } from '../src/core/errors.js';

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
  for (const folder of maps) {
    const info = folder === '' ? null : await stat(folder).catch(() => null);
    if (info?.isDirectory() !== true)
      throw new HeapdiffError('ERR_USAGE', `--source-maps takes a folder, and "${folder}" is none`);
  }
  const { buildSourceMaps } = await import('../src/sources/build-source-maps.js');
  return buildSourceMaps({ programs: [process.cwd()], maps: maps.map((folder) => resolve(folder)) });
}

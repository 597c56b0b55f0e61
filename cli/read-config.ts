// The configuration file -> the retainers that are known in this program.

import { lstat, readFile, stat } from 'node:fs/promises';
import { HeapdiffError } from '../src/core/errors.js';
import { describeSystemError } from '../src/core/system-errors.js';
import type { DiffOptions } from '../src/engine/diff-loaded.js';
import { readKnownRetainers } from '../src/engine/read-known-retainers.js';
import { formatSize } from '../src/render/format-numbers.js';
import { parseJson } from './parse-json.js';

/** Looked for in the current directory. */
export const configFile = 'heapdiff.config.json';

const LARGEST = 1_000_000;

/**
 * Reads the file.
 * @param given the value of `--config`; false for `--no-config`
 * @throws HeapdiffError `ERR_USAGE` for a file that is named and not there, or that is wrong
 */
export async function readConfig(
  given: string | false | undefined,
): Promise<{ readonly known: NonNullable<DiffOptions['known']> }> {
  if (given === false) return { known: [] };
  if (given === '-') throw new HeapdiffError('ERR_USAGE', '--config needs the name of a file');
  const path = given ?? configFile;
  try {
    // A link to nothing is there, and was meant to be a configuration.
    if (given === undefined && (await isMissing(path))) return { known: [] };
    return { known: readKnownRetainers(findKnown(parseJson(await readText(path)))) };
  } catch (error) {
    const told =
      error instanceof HeapdiffError
        ? error
        : new HeapdiffError('ERR_USAGE', `cannot be read: ${describeSystemError(error)}`);
    throw told.inFile(path);
  }
}

async function isMissing(path: string): Promise<boolean> {
  return lstat(path).then(
    () => false,
    (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT',
  );
}

async function readText(path: string): Promise<string> {
  if (path === '' || path === '-') throw new HeapdiffError('ERR_USAGE', '--config needs the name of a file');
  const info = await stat(path).catch(async (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new HeapdiffError(
      'ERR_USAGE',
      (await isMissing(path)) ? 'does not exist' : 'is a link to a file that does not exist',
    );
  });
  if (info.isDirectory()) throw new HeapdiffError('ERR_USAGE', 'is a folder, not a configuration file');
  if (!info.isFile()) throw new HeapdiffError('ERR_USAGE', 'is a pipe or device, not a configuration file');
  if (info.size > LARGEST)
    throw new HeapdiffError(
      'ERR_USAGE',
      `has ${formatSize(info.size)}; a configuration file has ${formatSize(LARGEST)} at most`,
    );
  return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
}

/** A file for settings that are yet to come may be without the list. */
function findKnown(config: unknown): unknown {
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    throw new HeapdiffError('ERR_USAGE', 'must hold an object');
  const unknown = Object.keys(config).find((key) => key !== 'knownRetainers' && key !== '$schema');
  if (unknown !== undefined)
    throw new HeapdiffError(
      'ERR_USAGE',
      `has an unknown key ${JSON.stringify(unknown)}; there is knownRetainers`,
    );
  return 'knownRetainers' in config ? config.knownRetainers : [];
}

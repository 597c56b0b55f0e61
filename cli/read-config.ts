// The configuration file -> the retainers that are known in this program.

import { readFile, stat } from 'node:fs/promises';
import { HeapdiffError } from '../src/core/errors.js';
import type { DiffOptions } from '../src/engine/diff-loaded.js';
import { readKnownRetainers } from '../src/engine/read-known-retainers.js';

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
  const path = given ?? configFile;
  const info = await stat(path).catch(() => null);
  if (info === null && given === undefined) return { known: [] };
  try {
    if (info === null) throw new HeapdiffError('ERR_USAGE', 'does not exist');
    if (!info.isFile() || info.size > LARGEST)
      throw new HeapdiffError('ERR_USAGE', 'is no file of a sane size');
    return { known: readKnownRetainers(findKnown(parse(await readFile(path, 'utf8')))) };
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const told =
      error instanceof HeapdiffError ? error : new HeapdiffError('ERR_USAGE', `cannot be read: ${code}`);
    throw told.inFile(path);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new HeapdiffError('ERR_USAGE', 'is not JSON');
  }
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

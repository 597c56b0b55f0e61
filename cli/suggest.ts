// An error about a word of the command line -> the same error with the flag or command that could be meant.

import { HeapdiffError } from '../src/core/errors.js';
import { findAlike } from '../src/engine/alike-names.js';

/** What can be given; flags with their dashes. */
export interface KnownWords {
  readonly commands: readonly string[];
  readonly findFlags: () => Promise<readonly string[]>;
}

/** Looks at flags that are unknown, and at a first word that is no file. */
export async function addSuggestion(
  error: unknown,
  args: readonly string[],
  known: KnownWords,
): Promise<unknown> {
  if (!(error instanceof HeapdiffError)) return error;
  if (error.code === 'ERR_READ' && error.file === args[0] && error.file !== undefined) {
    const [command] = findAlike(known.commands, error.file);
    if (command === undefined) return error;
    return new HeapdiffError(error.code, `${error.message}, nor is it a command like ${command}`, {
      file: error.file,
    });
  }
  const [, name] = /^Unknown argument: (\S+)$/.exec(error.message) ?? [];
  const dashes = name?.length === 1 ? '-' : '--';
  const isFlag = args.some((word) => word.split('=')[0] === `${dashes}${name ?? ''}`);
  if (error.code !== 'ERR_USAGE' || name === undefined || !isFlag) return error;
  const flags = (await known.findFlags()).map((flag) => flag.slice(2));
  const alike = findAlike(flags, name).map((flag) => `--${flag}`);
  const hint = alike.length === 0 ? '' : `; there is ${alike.join(', ')}`;
  return new HeapdiffError('ERR_USAGE', `no such option: ${dashes}${name}${hint}`);
}

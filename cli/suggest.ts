// An error about a word of the command line -> the same error with the flag or command that could be meant.

import { HeapdiffError } from '../src/core/errors.js';
import { findAlike } from '../src/engine/alike-names.js';

/** What can be given; flags with their dashes. */
export interface KnownWords {
  readonly commands: readonly string[];
  readonly findFlags: () => Promise<readonly string[]>;
}

/** Looks at flags that are unknown, at files too many, and at a first word that is no file. */
export async function addSuggestion(
  error: unknown,
  args: readonly string[],
  known: KnownWords,
): Promise<unknown> {
  if (!(error instanceof HeapdiffError)) return error;
  if (error.code === 'ERR_READ' && error.file === args[0]) return addCommand(error, known.commands);
  const [, list] = /^Unknown arguments?: (.+)$/s.exec(error.message) ?? [];
  if (error.code !== 'ERR_USAGE' || list === undefined) return error;
  const [name = ''] = list.split(', ');
  const flag = args.find((word) => {
    const [dashes] = word.split('=');
    return dashes === `--${name}` || (name.length === 1 && /^-[^-]/.test(word) && word.includes(name));
  });
  if (flag === undefined) return describeExtra(name, args, known.commands);
  const [given = ''] = flag.split('=');
  const flags = (await known.findFlags()).map((word) => word.slice(2));
  const alike = findAlike(flags, given.replace(/^-+/, '')).map((word) => `--${word}`);
  const hint = alike.length === 0 ? '' : `; there is ${alike.join(', ')}`;
  return new HeapdiffError('ERR_USAGE', `no such option: ${given}${hint}`);
}

/** The word may have been meant as a command. */
function addCommand(error: HeapdiffError, commands: readonly string[]): HeapdiffError {
  const { file = '' } = error;
  const [command] = findAlike(commands, file);
  const hint = /^(?:help|version)$/i.test(file)
    ? `; there is --${file.toLowerCase()}`
    : command === undefined
      ? ''
      : ` like ${command}`;
  if (hint === '' && !/^[a-z]+$/i.test(file)) return error;
  return new HeapdiffError(error.code, `${error.message}, nor is it a command${hint}`, { file });
}

/** A word too many behind a command that takes one snapshot. */
function describeExtra(word: string, args: readonly string[], commands: readonly string[]): HeapdiffError {
  const command = commands.find((name) => args.includes(name)) ?? 'heapdiff';
  const hint = /^@?\d+$/.test(word)
    ? `for an object there is --id ${word}`
    : 'to compare two there is: heapdiff BEFORE AFTER';
  return new HeapdiffError('ERR_USAGE', `${command} takes one snapshot, and "${word}" is too much; ${hint}`);
}

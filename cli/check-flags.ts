// Flags as yargs hands them over -> an error for what it lets pass: twice, without a value, or with one too many.

import { HeapdiffError } from '../src/core/errors.js';

/** What may come more than once; commands that take one id say so themselves. */
const repeatable: ReadonlySet<string> = new Set(['snapshots', 'id', 'edge', 'ignore', 'filter', 'highlight']);

/** What is on or off. */
const switches: ReadonlySet<string> = new Set([
  ...['json', 'force', 'open', 'quiet', 'color', 'detached', 'peak', 'help', 'version'],
  ...['all-edges', 'short-names', 'beyond-modules'],
]);

/** `--no-config` and `--no-source-maps` say something. */
const canBeNone: ReadonlySet<string> = new Set(['config', 'source-maps']);

/** Objects may have the empty name; of files without a name the command tells. */
const canBeEmpty: ReadonlySet<string> = new Set(['name', 'snapshot', 'snapshots']);

/**
 * Checks the flags of a command.
 * @throws HeapdiffError `ERR_USAGE`
 */
export function checkFlags(given: Readonly<Record<string, unknown>>): void {
  // Each is there with its short name and in camel case as well.
  const names = Object.keys(given).filter((name) => /^[a-z][a-z-]+$/.test(name));
  for (const name of names) {
    const value = given[name];
    // yargs makes a list of a flag that is given twice.
    if (Array.isArray(value) && !repeatable.has(name)) throw wrong(`--${name} is given twice`);
    if (value === false && !switches.has(name) && !canBeNone.has(name))
      throw wrong(`there is no --no-${name}`);
    const isEmpty = value === '' || (Array.isArray(value) && value.includes(''));
    if (isEmpty && !canBeEmpty.has(name)) throw wrong(`--${name} needs a value`);
  }
}

/**
 * Looks for a value behind a switch, such as `--color=never`, which yargs would take for no.
 * @throws HeapdiffError `ERR_USAGE`
 */
export function checkSwitches(args: readonly string[]): void {
  for (const word of args) {
    const [, name, value] = /^--([a-z-]+)=(.*)$/s.exec(word) ?? [];
    if (name === undefined || !switches.has(name) || value === 'true' || value === 'false') continue;
    throw wrong(`--${name} takes no value; there is --${name} or --no-${name}`);
  }
}

function wrong(message: string): HeapdiffError {
  return new HeapdiffError('ERR_USAGE', message);
}

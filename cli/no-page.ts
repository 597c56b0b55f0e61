// Commands whose answer has no page: --html and --open are not among their flags.

import type { Argv } from 'yargs';
import { HeapdiffError } from '../src/core/errors.js';
import type { CommonArguments } from './common-options.js';

/** Takes the flags out of the help. Parsers change in place. */
export function hidePage(parser: Argv): void {
  parser.hide('html').hide('open');
}

export function rejectPage(given: CommonArguments, command: string): void {
  if (given.html !== undefined)
    throw new HeapdiffError('ERR_USAGE', `${command} has no page: leave out --html`);
}

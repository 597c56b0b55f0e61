// Nothing -> a parser of yargs in our language.

import createParser from 'yargs';
import type { Argv } from 'yargs';

/** By itself it asks for the working folder, which may have been removed; it looks for nothing there. */
export function newParser(): Argv {
  return createParser([], '/').locale('en');
}

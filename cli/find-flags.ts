// A command's flags, read off its help, so that completion knows what the command itself declares.

import createParser from 'yargs';
import type { Argv } from 'yargs';

export async function findFlags(build: (parser: Argv) => Argv): Promise<string[]> {
  const help = await build(createParser().locale('en')).getHelp();
  return [...help.matchAll(/^\s+(?:-\w, +)?(--[\w-]+)/gm)].map((match) => match[1] ?? '');
}

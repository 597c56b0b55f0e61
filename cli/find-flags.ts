// A command's flags, read off its help, so that completion knows what the command itself declares.

import type { Argv } from 'yargs';
import { newParser } from './new-parser.js';

export async function findFlags(build: (parser: Argv) => Argv): Promise<string[]> {
  const help = await build(newParser()).getHelp();
  return [...help.matchAll(/^\s+(?:-\w, +)?(--[\w-]+)/gm)].map((match) => match[1] ?? '');
}

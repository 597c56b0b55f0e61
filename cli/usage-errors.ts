// What yargs complains of -> our words for it.

import { HeapdiffError } from '../src/core/errors.js';

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^Not enough arguments following: (\S+)$/, '--$1 needs a value'],
  [/^Not enough non-option arguments: got 0, .*$/, 'no snapshot was given'],
  [/^Invalid values: Argument: (\S+), Given: (?:true|""), Choices: (.*)$/, '--$1 needs a value: $2'],
  [/^Invalid values: Argument: (\S+), Given: false, .*$/, 'there is no --no-$1'],
  [/^Invalid values: Argument: (\S+), Given: (.*), Choices: (.*)$/, '--$1 takes $3, not $2'],
];

/** The error for a complaint. */
export function buildUsageError(message: string): HeapdiffError {
  const line = message.replace(/\s*\n\s*/g, ' ');
  const [pattern, words] = WORDS.find(([complaint]) => complaint.test(line)) ?? [/^.*$/, '$&'];
  return new HeapdiffError('ERR_USAGE', line.replace(pattern, words));
}

/** Whether yargs threw its complaint. */
export function isComplaint(error: unknown): error is Error {
  return error instanceof Error && error.name === 'YError';
}

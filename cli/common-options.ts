// The flags that every question has: declared once, and read into plain values.

import type { Argv } from 'yargs';
import { HeapdiffError } from '../src/core/errors.js';
import type { ReportFormat } from '../src/render/render-report.js';

/** As yargs hands them over. */
export interface CommonArguments {
  readonly format: string | undefined;
  readonly json: boolean | undefined;
  readonly output: string | undefined;
  readonly force: boolean;
  readonly html: string | undefined;
  readonly open: boolean | undefined;
  readonly limit: string | undefined;
  readonly showStrings: string;
  readonly sourceMaps: string | readonly string[] | false | undefined;
  readonly quiet: boolean;
  readonly color: boolean | undefined;
}

const formats = ['text', 'json', 'markdown', 'csv', 'ndjson'] as const;

/** Adds the flags; `formatNames` may hold further names for a format. Parsers change in place. */
export function addCommonOptions(
  parser: Argv,
  defaultLimit: string,
  formatNames: readonly string[] = formats,
): void {
  parser.options({
    format: {
      alias: 'f',
      choices: formatNames,
      describe: 'Format of the report',
      defaultDescription: 'text',
    },
    json: { type: 'boolean', describe: 'The same as --format json' },
    output: { alias: 'o', type: 'string', describe: 'Write to this file instead of the terminal' },
    force: { type: 'boolean', default: false, describe: 'Replace the file of --output or --html' },
    html: { type: 'string', describe: 'Write a page to look at in a browser to this file' },
    open: { type: 'boolean', describe: 'Open the page of --html' },
    limit: {
      alias: 'n',
      type: 'string',
      describe: 'Show so many rows, or "all"',
      defaultDescription: defaultLimit,
    },
    'show-strings': {
      choices: ['auto', 'always', 'never'],
      default: 'auto',
      describe: 'Show what strings hold; auto: only as text on a terminal',
    },
    'source-maps': {
      type: 'string',
      describe: 'Also look for source maps in this folder; --no-source-maps: nowhere',
      defaultDescription: 'beside the scripts below this folder',
    },
    quiet: { alias: 'q', type: 'boolean', default: false, describe: 'No progress on the terminal' },
    color: { type: 'boolean', describe: 'Use colour, or --no-color', defaultDescription: 'on terminals' },
  });
}

export function readFormat(given: CommonArguments): ReportFormat {
  if (given.json === true && given.format !== undefined && given.format !== 'json') {
    throw new HeapdiffError('ERR_USAGE', `--json contradicts --format ${given.format}`);
  }
  if (given.json === true) return 'json';
  if (given.format === 'table') return 'text';
  return formats.find((format) => format === given.format) ?? 'text';
}

/** Where the report goes: the file of --html or --output, else standard output. */
export function readOutputPath(given: CommonArguments): string {
  const { html } = given;
  if (html === undefined) {
    if (given.open === true) throw new HeapdiffError('ERR_USAGE', '--open needs --html FILE');
    return given.output ?? '-';
  }
  if (html === '-') throw new HeapdiffError('ERR_USAGE', '--html needs the name of a file');
  const other =
    given.output !== undefined
      ? '--output'
      : given.json === true
        ? '--json'
        : given.format !== undefined
          ? '--format'
          : null;
  if (other !== null) throw new HeapdiffError('ERR_USAGE', `--html and ${other} exclude each other`);
  return html;
}

/** A whole number from 1 on, or `all` = Infinity. */
export function readLimit(flag: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (text === 'all') return Infinity;
  const limit = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (limit < 1)
    throw new HeapdiffError('ERR_USAGE', `${flag} takes a number from 1 on, or "all", not "${text}"`);
  return limit;
}

/** What `auto` means depends on where the report goes. */
export function readShowStrings(given: CommonArguments, format: ReportFormat): 'never' | 'always' {
  if (given.showStrings === 'always') return 'always';
  const isOnScreen =
    format === 'text' && given.output === undefined && given.html === undefined && process.stdout.isTTY;
  return given.showStrings === 'auto' && isOnScreen ? 'always' : 'never';
}

/** An id as printed (`@123`) or as a number. */
export function readId(flag: string, text: string): number {
  const digits = text.trim();
  const id = /^@?\d{1,16}$/.test(digits) ? Number(digits.replace('@', '')) : NaN;
  if (!Number.isSafeInteger(id))
    throw new HeapdiffError('ERR_USAGE', `${flag} takes a number such as 123 or @123, not "${text}"`);
  return id;
}

const unitSizes: Readonly<Record<string, number>> = { '': 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9 };

/** `1500`, `10kB`, `1.5MB` */
export function readSize(flag: string, text: string): number {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?) ?([a-z]*)$/i.exec(text) ?? [];
  const factor = unitSizes[unit.toLowerCase()];
  if (digits === undefined || factor === undefined) {
    throw new HeapdiffError('ERR_USAGE', `${flag} takes a size such as 4096, 10kB or 1.5MB, not "${text}"`);
  }
  return Math.round(Number(digits) * factor);
}

/** Commands and what they do, below the flags: yargs' own table of examples breaks long commands. */
export function addExamples(parser: Argv, examples: readonly (readonly [string, string])[]): Argv {
  const texts = examples.map(([command, purpose]) => `  ${purpose}:\n    heapdiff ${command}`);
  return parser.epilog(`Examples:\n${texts.join('\n')}`);
}

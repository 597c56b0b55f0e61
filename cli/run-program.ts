// Arguments -> exit code: parses, runs one command, and turns whatever it throws into one line on stderr.

import type { Argv } from 'yargs';
import { HeapdiffError } from '../src/core/errors.js';
import { version } from '../src/core/version.js';
import type { ChainArguments } from './commands/chain.js';
import type { DiffArguments } from './commands/diff.js';
import type { ExcerptArguments } from './commands/excerpt.js';
import type { FreedArguments } from './commands/freed.js';
import type { ObjectsArguments } from './commands/objects.js';
import type { RetainersArguments } from './commands/retainers.js';
import type { ShowArguments } from './commands/show.js';
import type { SummaryArguments } from './commands/summary.js';
import type { UnreachableArguments } from './commands/unreachable.js';
import type { ViewArguments } from './commands/view.js';
import { checkFlags, checkSwitches } from './check-flags.js';
import { exitCodes } from './exit-codes.js';
import { newParser } from './new-parser.js';
import { printCompletion } from './print-completion.js';
import { describeFailure } from './report-error.js';
import { ReaderLeft } from './output-sink.js';
import { openStandardOutput } from './standard-output.js';
import { addSuggestion } from './suggest.js';
import { buildUsageError, isComplaint } from './usage-errors.js';

const WIDEST_HELP = 100;

interface CommandModule {
  readonly build: (parser: Argv) => Argv;
  readonly run: (given: unknown) => Promise<void>;
}

/** yargs takes a lone `-` (standard input) for an empty flag, so it travels as something no argument can be. */
const hiddenDash = '\0-';

function restoreDashes(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const restore = (value: unknown): unknown => (value === hiddenDash ? '-' : value);
  return Object.fromEntries(
    Object.entries(given).map(([name, value]): [string, unknown] => [
      name,
      Array.isArray(value) ? value.map(restore) : restore(value),
    ]),
  );
}

/** What comes behind `--` is a file, whatever it begins with. */
function nameFiles(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  if (end < 0) return args;
  const files = args.slice(end + 1).map((word) => (/^-./.test(word) ? `./${word}` : word));
  return [...args.slice(0, end), ...files];
}

/** A command whose module is loaded when it is called. */
function addCommand(
  parser: Argv,
  command: string,
  describe: string,
  load: () => Promise<CommandModule>,
): Argv {
  const build = async (builder: Argv): Promise<Argv> => (await load()).build(builder);
  return parser.command({
    command,
    describe,
    builder: build,
    handler: async (given: Readonly<Record<string, unknown>>) => {
      checkFlags(given);
      await (await load()).run(restoreDashes(given));
    },
  });
}

async function loadDiff(): Promise<CommandModule> {
  const { buildDiff, runDiff } = await import('./commands/diff.js');
  return { build: buildDiff, run: (given) => runDiff(given as DiffArguments) };
}

/** `heapdiff FILE` is a summary. */
async function loadDefault(): Promise<CommandModule> {
  const { build, run } = await loadDiff();
  return {
    build,
    run: async (given) => {
      const { snapshots = [] } = given as DiffArguments;
      const [snapshot] = snapshots;
      if (snapshots.length !== 1 || snapshot === undefined) return run(given);
      if ((given as DiffArguments).peak === true)
        throw new HeapdiffError('ERR_USAGE', '--peak needs two snapshots or more');
      await (await import('./commands/diff.js')).checkUnused(given as DiffArguments);
      const { runSummary } = await import('./commands/summary.js');
      return runSummary({ ...(given as DiffArguments), snapshot });
    },
  };
}

async function loadSummary(): Promise<CommandModule> {
  const { buildSummary, runSummary } = await import('./commands/summary.js');
  return { build: buildSummary, run: (given) => runSummary(given as SummaryArguments) };
}

async function loadRetainers(): Promise<CommandModule> {
  const { buildRetainers, runRetainers } = await import('./commands/retainers.js');
  return { build: buildRetainers, run: (given) => runRetainers(given as RetainersArguments) };
}

async function loadObjects(): Promise<CommandModule> {
  const { buildObjects, runObjects } = await import('./commands/objects.js');
  return { build: buildObjects, run: (given) => runObjects(given as ObjectsArguments) };
}

async function loadChain(): Promise<CommandModule> {
  const { buildChain, runChain } = await import('./commands/chain.js');
  return { build: buildChain, run: (given) => runChain(given as ChainArguments) };
}

async function loadBackrefs(): Promise<CommandModule> {
  const { buildBackrefs, runBackrefs } = await import('./commands/excerpt.js');
  return { build: buildBackrefs, run: (given) => runBackrefs(given as ExcerptArguments) };
}

async function loadRefs(): Promise<CommandModule> {
  const { buildRefs, runRefs } = await import('./commands/excerpt.js');
  return { build: buildRefs, run: (given) => runRefs(given as ExcerptArguments) };
}

async function loadShow(): Promise<CommandModule> {
  const { buildShow, runShow } = await import('./commands/show.js');
  return { build: buildShow, run: (given) => runShow(given as ShowArguments) };
}

async function loadFreed(): Promise<CommandModule> {
  const { buildFreed, runFreed } = await import('./commands/freed.js');
  return { build: buildFreed, run: (given) => runFreed(given as FreedArguments) };
}

async function loadUnreachable(): Promise<CommandModule> {
  const { buildUnreachable, runUnreachable } = await import('./commands/unreachable.js');
  return { build: buildUnreachable, run: (given) => runUnreachable(given as UnreachableArguments) };
}

async function loadView(): Promise<CommandModule> {
  const { buildView, runView } = await import('./commands/view.js');
  return { build: buildView, run: (given) => runView(given as ViewArguments) };
}

const commands: readonly (readonly [string, string, () => Promise<CommandModule>])[] = [
  ['$0 [snapshots..]', 'Compare snapshots: what grew, and why it stays alive', loadDefault],
  ['diff <snapshots..>', 'The same by name', loadDiff],
  ['summary <snapshot>', 'What is in one snapshot (also: heapdiff FILE)', loadSummary],
  ['retainers [snapshot]', 'Why an object stays alive: its paths from the GC roots', loadRetainers],
  ['objects <snapshot>', 'One row an object, filtered and sorted', loadObjects],
  ['show <snapshot>', 'Everything about one object', loadShow],
  ['chain <snapshot>', 'The shortest ways from one object to another', loadChain],
  ['backrefs <snapshot>', 'What refers to an object, as a tree or a picture', loadBackrefs],
  ['refs <snapshot>', 'What an object refers to, as a tree or a picture', loadRefs],
  ['freed <snapshot>', 'What would go if some objects or edges went together', loadFreed],
  ['unreachable <snapshot>', 'Objects that no root reaches', loadUnreachable],
  ['view [snapshots..]', 'Look at snapshots in the browser, any object of them', loadView],
];

/** Flags of the command after a dash, else commands; a shell completes files where none of these fits. */
async function findCompletions(words: readonly string[]): Promise<string[]> {
  const current = words.at(-1) ?? '';
  const names = commands.map(([usage]) => usage.split(' ')[0] ?? '');
  if (!current.startsWith('-')) {
    return [...names.slice(1), 'completion'].filter((name) => name.startsWith(current));
  }
  const [, , load] =
    commands[
      Math.max(
        0,
        names.findIndex((name) => words.includes(name)),
      )
    ] ?? [];
  if (load === undefined) return [];
  const { build } = await load();
  const { findFlags } = await import('./find-flags.js');
  return (await findFlags(build)).filter((flag) => flag.startsWith(current));
}

function buildParser(width: number): Argv {
  let parser = newParser()
    .scriptName('heapdiff')
    .usage(
      '$0 BEFORE AFTER [LATER...]\n$0 COMMAND\n\nWhat grew between heap snapshots of V8, and why it stays alive.',
    )
    .parserConfiguration({
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    });
  for (const [command, describe, load] of commands) parser = addCommand(parser, command, describe, load);
  return parser
    .completion('completion', 'Print a completion script for bash or zsh')
    .version(version)
    .alias('version', 'V')
    .alias('help', 'h')
    .strict()
    .exitProcess(false)
    .showHelpOnFail(false)
    .fail((message, error) => {
      // yargs hands over its own complaint without an error, or what a command threw.
      throw (error as Error | undefined) ?? buildUsageError(message);
    })
    .wrap(width);
}

async function runCommand(args: readonly string[]): Promise<void> {
  const width = process.stdout.isTTY ? Math.min(WIDEST_HELP, process.stdout.columns) : 80;
  let help = '';
  if (args[0] === 'completion') return printCompletion(args.slice(1), () => buildParser(width));
  const parser = buildParser(width);
  if (args.length === 0) {
    process.stderr.write((await parser.getHelp()) + '\n');
    throw new HeapdiffError('ERR_USAGE', 'no snapshot was given');
  }
  if (args.length === 1 && (args[0] === '--help' || args[0] === '-h')) {
    // yargs itself does not notice when it cannot be written.
    await openStandardOutput().write((await parser.getHelp()) + '\n');
    return;
  }
  if (args[0] === '--get-yargs-completions') {
    // What the script calls; yargs' own answer knows no flags of commands that are loaded when called.
    const found = await findCompletions(args.slice(1));
    await openStandardOutput().write(found.map((word) => `${word}\n`).join(''));
    return;
  }
  const named = nameFiles(args);
  checkSwitches(named);
  const words = named.map((word) => (word === '-' ? hiddenDash : word));
  await parser.parseAsync(words, (_error: unknown, _given: unknown, output: string) => {
    help = output;
  });
  if (help !== '') await openStandardOutput().write(help + '\n');
}

export async function runProgram(args: readonly string[]): Promise<number> {
  try {
    await runCommand(args);
    return exitCodes.done;
  } catch (thrown) {
    if (thrown instanceof ReaderLeft) return exitCodes.done;
    const error = await addSuggestion(isComplaint(thrown) ? buildUsageError(thrown.message) : thrown, args, {
      commands: await findCompletions(['']),
      findFlags: () => findCompletions([...args, '--']),
    });
    const { line, exitCode, stack } = describeFailure(error);
    process.stderr.write(line + '\n');
    if (stack !== null && (process.env['HEAPDIFF_DEBUG'] ?? '') !== '') process.stderr.write(`${stack}\n`);
    return exitCode;
  }
}

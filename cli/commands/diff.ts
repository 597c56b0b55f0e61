// heapdiff A B [C...]: what grew, and why it stays alive.

import type { Argv } from 'yargs';
import { HeapdiffError } from '../../src/core/errors.js';
import type { PartitionCriterion } from '../../src/report/model.js';
import { addCommonOptions, addExamples, readLimit } from '../common-options.js';
import type { CommonArguments } from '../common-options.js';
import { criteria } from '../criteria.js';
import { askDiff, askGrowth } from '../questions.js';
import { configFile, readConfig } from '../read-config.js';
import { runQuestion } from '../run-question.js';

export interface DiffArguments extends CommonArguments {
  readonly snapshots: readonly string[] | undefined;
  readonly suspects: string | undefined;
  readonly config: string | false | undefined;
  readonly by?: PartitionCriterion | undefined;
  readonly peak?: boolean | undefined;
}

export function buildDiff(parser: Argv): Argv {
  parser.positional('snapshots', {
    type: 'string',
    array: true,
    describe: 'Snapshots in the order in which they were taken; "-" is standard input',
  });
  addCommonOptions(parser, '20');
  parser.option('suspects', {
    type: 'string',
    describe: 'Show so many leak suspects, or "all"',
    defaultDescription: '5',
  });
  parser.option('config', {
    type: 'string',
    describe: 'A file that names known retainers; --no-config: none',
    defaultDescription: `${configFile}, if there is one`,
  });
  parser.options({
    by: {
      choices: criteria,
      describe: 'One table of the growth by this, with running percentages',
    },
    peak: {
      type: 'boolean',
      describe: 'Growth beyond the most that any earlier snapshot has, by class or by --by',
    },
  });
  return addExamples(parser, [
    ['before.heapsnapshot after.heapsnapshot', 'What grew between two snapshots'],
    ['1.heapsnapshot 2.heapsnapshot 3.heapsnapshot', 'Growth at every step'],
    ['before.heapsnapshot after.heapsnapshot --by package', 'Which packages have grown'],
    ['before.heapsnapshot after.heapsnapshot --json --limit all', 'Every class, for scripts'],
  ]);
}

/** What was given for a diff and has no use for one snapshot has to be right all the same. */
export async function checkUnused(given: DiffArguments): Promise<void> {
  readLimit('--suspects', given.suspects, 5);
  if (given.config !== undefined) await readConfig(given.config);
}

export async function runDiff(given: DiffArguments): Promise<void> {
  const paths = given.snapshots ?? [];
  if (paths.length === 0) throw new HeapdiffError('ERR_USAGE', 'no snapshot was given');
  if (paths.length < 2) {
    throw new HeapdiffError(
      'ERR_USAGE',
      'a diff needs two snapshots or more, in the order in which they were taken',
    );
  }
  const limit = readLimit('--limit', given.limit, 20);
  const by = given.by ?? (given.peak === true ? 'class' : undefined);
  if (by !== undefined && given.html !== undefined) {
    throw new HeapdiffError('ERR_USAGE', '--html excludes --by and --peak');
  }
  const suspectLimit = readLimit('--suspects', given.suspects, 5);
  const { known } = await readConfig(given.config);
  await runQuestion(given, paths, async ({ task, format, showStrings, terminal, openSink }) => {
    if (given.html !== undefined) {
      const { viewDiff } = await import('../../src/engine/view-files.js');
      const { writePage } = await import('../html-output.js');
      // A page shows as many rows as there are.
      const limits = {
        limit: readLimit('--limit', given.limit, Infinity),
        suspectLimit: readLimit('--suspects', given.suspects, 20),
        known,
      };
      await writePage(await viewDiff(paths, { ...task, ...limits, showStrings }), openSink);
      return;
    }
    const report =
      by === undefined
        ? await askDiff(paths, { ...task, limit, suspectLimit, showStrings, known })
        : await askGrowth(paths, by, { ...task, limit, showStrings, peak: given.peak === true });
    const { renderReport } = await import('../../src/render/render-report.js');
    await (await openSink(report.warnings)).write(renderReport(report, format, terminal));
  });
}

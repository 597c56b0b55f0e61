// heapdiff summary FILE: what is in one snapshot.

import type { Argv } from 'yargs';
import { HeapdiffError } from '../../src/core/errors.js';
import type { PartitionCriterion } from '../../src/report/model.js';
import { addCommonOptions, addExamples, readLimit } from '../common-options.js';
import type { CommonArguments } from '../common-options.js';
import { criteria } from '../criteria.js';
import { askSummary } from '../questions.js';
import { runQuestion } from '../run-question.js';

export interface SummaryArguments extends CommonArguments {
  readonly snapshot: string;
  readonly by?: PartitionCriterion | undefined;
  readonly since?: string | undefined;
}

export function buildSummary(parser: Argv): Argv {
  parser.positional('snapshot', {
    type: 'string',
    demandOption: true,
    describe: 'A snapshot; "-" is standard input',
  });
  addCommonOptions(parser, '20');
  parser.options({
    by: {
      choices: criteria,
      describe: 'One table of all objects by this, with running percentages',
    },
    since: { type: 'string', describe: 'With --by: without what this earlier snapshot has' },
  });
  return addExamples(parser, [
    ['summary app.heapsnapshot --by package', 'Which packages the memory belongs to'],
    ['summary app.heapsnapshot', 'Memory by kind, by class, and the biggest objects'],
    ['summary app.heapsnapshot --limit all --format csv', 'Every class as a table'],
  ]);
}

export async function runSummary(given: SummaryArguments): Promise<void> {
  const limit = readLimit('--limit', given.limit, 20);
  const path = given.snapshot;
  const { by, since } = given;
  if (since !== undefined && by === undefined) throw new HeapdiffError('ERR_USAGE', '--since needs --by');
  await runQuestion(
    given,
    since === undefined ? [path] : [path, since],
    async ({ task, format, showStrings, terminal, openSink }) => {
      if (given.html !== undefined) {
        if (by !== undefined) throw new HeapdiffError('ERR_USAGE', '--html and --by exclude each other');
        const { viewSummary } = await import('../../src/engine/view-files.js');
        const { writePage } = await import('../html-output.js');
        const all = readLimit('--limit', given.limit, Infinity);
        await writePage(await viewSummary(path, { ...task, limit: all, showStrings }), openSink);
        return;
      }
      const report =
        by === undefined
          ? await askSummary(path, { ...task, limit, showStrings })
          : await (
              await import('../../src/engine/partition.js')
            ).partitionSnapshot(path, by, {
              ...task,
              limit,
              showStrings,
              since,
            });
      const { renderReport } = await import('../../src/render/render-report.js');
      await (await openSink(report.warnings)).write(renderReport(report, format, terminal));
    },
  );
}

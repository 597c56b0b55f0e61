// heapdiff summary FILE: what is in one snapshot.

import type { Argv } from 'yargs';
import { addCommonOptions, addExamples, readLimit } from '../common-options.js';
import type { CommonArguments } from '../common-options.js';
import { askSummary } from '../questions.js';
import { runQuestion } from '../run-question.js';

export interface SummaryArguments extends CommonArguments {
  readonly snapshot: string;
}

export function buildSummary(parser: Argv): Argv {
  parser.positional('snapshot', {
    type: 'string',
    demandOption: true,
    describe: 'A snapshot; "-" is standard input',
  });
  addCommonOptions(parser, '20');
  return addExamples(parser, [
    ['summary app.heapsnapshot', 'Memory by kind, by class, and the biggest objects'],
    ['summary app.heapsnapshot --limit all --format csv', 'Every class as a table'],
  ]);
}

export async function runSummary(given: SummaryArguments): Promise<void> {
  const limit = readLimit('--limit', given.limit, 20);
  const path = given.snapshot;
  await runQuestion(given, [path], async ({ task, format, showStrings, terminal, openSink }) => {
    const report = await askSummary(path, { ...task, limit, showStrings });
    const { renderReport } = await import('../../src/render/render-report.js');
    await (await openSink()).write(renderReport(report, format, terminal));
  });
}

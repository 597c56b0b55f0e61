// heapdiff show FILE --id N: everything about one object.

import type { Argv } from 'yargs';
import { HeapdiffError } from '../../src/core/errors.js';
import { addCommonOptions, addExamples, readId, readLimit } from '../common-options.js';
import type { CommonArguments } from '../common-options.js';
import { hidePage, rejectPage } from '../no-page.js';
import { runQuestion } from '../run-question.js';

export interface ShowArguments extends CommonArguments {
  readonly snapshot: string;
  readonly id: string | undefined;
}

export function buildShow(parser: Argv): Argv {
  parser.positional('snapshot', {
    type: 'string',
    demandOption: true,
    describe: 'A snapshot; "-" is standard input',
  });
  addCommonOptions(parser, '20');
  hidePage(parser);
  parser.options({ id: { type: 'string', describe: 'The object with this id, as reports print it' } });
  return addExamples(parser, [['show app.heapsnapshot --id 4711', 'What @4711 is, holds and is held by']]);
}

export async function runShow(given: ShowArguments): Promise<void> {
  if (typeof given.id !== 'string') throw new HeapdiffError('ERR_USAGE', 'show needs one --id N');
  rejectPage(given, 'show');
  const id = readId('--id', given.id);
  const limit = readLimit('--limit', given.limit, 20);
  await runQuestion(given, [given.snapshot], async ({ task, format, showStrings, terminal, openSink }) => {
    const { showObject } = await import('../../src/engine/show.js');
    const report = await showObject(given.snapshot, id, { ...task, limit, showStrings });
    const { renderReport } = await import('../../src/render/render-report.js');
    await (await openSink(report.warnings)).write(renderReport(report, format, terminal));
  });
}

// heapdiff unreachable FILE: objects that no root reaches.

import type { Argv } from 'yargs';
import { addCommonOptions, addExamples, readLimit } from '../common-options.js';
import type { CommonArguments } from '../common-options.js';
import { hidePage, rejectPage } from '../no-page.js';
import { runQuestion } from '../run-question.js';
import { writeObjects } from '../write-objects.js';

export interface UnreachableArguments extends CommonArguments {
  readonly snapshot: string;
}

export function buildUnreachable(parser: Argv): Argv {
  parser.positional('snapshot', {
    type: 'string',
    demandOption: true,
    describe: 'A snapshot; "-" is standard input',
  });
  addCommonOptions(parser, '20');
  hidePage(parser);
  return addExamples(parser, [['unreachable app.heapsnapshot', 'What only weak edges still refer to']]);
}

export async function runUnreachable(given: UnreachableArguments): Promise<void> {
  rejectPage(given, 'unreachable');
  const limit = readLimit('--limit', given.limit, 20);
  await runQuestion(given, [given.snapshot], async (context) => {
    const { openUnreachable } = await import('../../src/engine/unreachable.js');
    const columns = ['id', 'className', 'kind', 'name', 'shallowSize', 'retainedSize'] as const;
    await writeObjects(context, limit, (options) => openUnreachable(given.snapshot, columns, options));
  });
}

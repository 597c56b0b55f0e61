// heapdiff freed FILE --id N | --class X | --edge N:NAME: what goes if all of these go.

import type { Argv } from 'yargs';
import { HeapdiffError } from '../../src/core/errors.js';
import { addCommonOptions, addExamples, readId, readLimit } from '../common-options.js';
import type { CommonArguments } from '../common-options.js';
import { hidePage, rejectPage } from '../no-page.js';
import { runQuestion } from '../run-question.js';

export interface FreedArguments extends CommonArguments {
  readonly snapshot: string;
  readonly id: readonly string[] | undefined;
  readonly class: string | undefined;
  readonly edge: readonly string[] | undefined;
}

export function buildFreed(parser: Argv): Argv {
  parser.positional('snapshot', {
    type: 'string',
    demandOption: true,
    describe: 'A snapshot; "-" is standard input',
  });
  addCommonOptions(parser, '20');
  hidePage(parser);
  const list = { type: 'string', array: true, nargs: 1 } as const;
  parser.options({
    id: { ...list, describe: 'Without the object of this id; repeatable' },
    class: { type: 'string', describe: 'Without any instance of this class' },
    edge: { ...list, describe: "Without an object's property or variable, as ID:NAME; repeatable" },
  });
  return addExamples(parser, [
    ['freed app.heapsnapshot --id 4711 --id 815', 'What goes if both objects go'],
    ['freed app.heapsnapshot --edge 4711:cache', 'What goes if @4711 no longer has its cache'],
    ['freed app.heapsnapshot --class Session', 'What goes with all Sessions'],
  ]);
}

function readEdge(text: string): { readonly ownerId: number; readonly name: string } {
  const [, id, name] = /^(@?\d+):(.+)$/s.exec(text) ?? [];
  if (id === undefined || name === undefined)
    throw new HeapdiffError('ERR_USAGE', `--edge takes ID:NAME such as 4711:cache, not "${text}"`);
  return { ownerId: readId('--edge', id), name };
}

export async function runFreed(given: FreedArguments): Promise<void> {
  rejectPage(given, 'freed');
  const query = {
    ids: (given.id ?? []).map((id) => readId('--id', id)),
    className: given.class,
    edges: (given.edge ?? []).map(readEdge),
  };
  if (query.ids.length + query.edges.length === 0 && query.className === undefined)
    throw new HeapdiffError('ERR_USAGE', 'freed needs --id N, --class NAME or --edge ID:NAME');
  const limit = readLimit('--limit', given.limit, 20);
  await runQuestion(given, [given.snapshot], async ({ task, format, showStrings, terminal, openSink }) => {
    const { findFreed } = await import('../../src/engine/freed.js');
    const report = await findFreed(given.snapshot, query, { ...task, limit, showStrings });
    const { renderReport } = await import('../../src/render/render-report.js');
    await (await openSink(report.warnings)).write(renderReport(report, format, terminal));
  });
}

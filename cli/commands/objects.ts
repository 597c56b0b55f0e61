// heapdiff objects FILE: one row an object, streamed.

import type { Argv } from 'yargs';
import { HeapdiffError } from '../../src/core/errors.js';
import type { ObjectColumn } from '../../src/report/model.js';
import { addCommonOptions, addExamples, readId, readLimit, readSize } from '../common-options.js';
import type { CommonArguments } from '../common-options.js';
import { buildConditions, openObjectRows } from '../questions.js';
import { hidePage, rejectPage } from '../no-page.js';
import { runQuestion } from '../run-question.js';
import { writeObjects } from '../write-objects.js';

const columnNames = [
  ...(['id', 'className', 'shallowSize', 'selfSize', 'retainedSize', 'distance'] as const),
  ...(['detachedness', 'kind', 'name', 'dominatorId', 'location', 'allocationStack'] as const),
] satisfies readonly ObjectColumn[];
const defaultColumns: readonly ObjectColumn[] = [
  ...(['id', 'className', 'shallowSize', 'retainedSize', 'distance', 'location'] as const),
];

export interface ObjectsArguments extends CommonArguments {
  readonly snapshot: string;
  readonly class: string | undefined;
  readonly kind: string | undefined;
  readonly retainedMin: string | undefined;
  readonly detached: boolean | undefined;
  readonly name: string | undefined;
  readonly dominatedBy: string | undefined;
  readonly since: string | undefined;
  readonly sort: string | undefined;
  readonly columns: string | undefined;
}

export function buildObjects(parser: Argv): Argv {
  parser.positional('snapshot', {
    type: 'string',
    demandOption: true,
    describe: 'A snapshot; "-" is standard input',
  });
  addCommonOptions(parser, '20', ['text', 'table', 'json', 'markdown', 'csv', 'ndjson']);
  hidePage(parser);
  parser.options({
    class: { type: 'string', describe: 'Only objects of this class' },
    kind: { type: 'string', describe: 'Only nodes of this kind (object, closure, string, ...)' },
    'retained-min': { type: 'string', describe: 'Only objects that retain at least this (4096, 10kB)' },
    detached: {
      type: 'boolean',
      describe: 'Only what V8 marks as detached: DOM nodes in no document, native objects given up',
    },
    name: { type: 'string', describe: "Only objects that have this name in V8's own words" },
    'dominated-by': { type: 'string', describe: 'Only objects that go with the one of this id' },
    since: { type: 'string', describe: 'Only objects that this earlier snapshot does not have' },
    sort: {
      type: 'string',
      describe: 'Order by this column, largest first for sizes and distances',
      defaultDescription: 'as in the file',
    },
    columns: {
      type: 'string',
      describe: `Columns, with commas: ${columnNames.join(', ')}`,
      defaultDescription: defaultColumns.join(','),
    },
  });
  return addExamples(parser, [
    ['objects app.heapsnapshot --class Session --sort retainedSize', 'The largest Sessions'],
    [
      'objects app.heapsnapshot --columns id,retainedSize --limit all --format csv',
      'Every object of the heap, as a table',
    ],
  ]);
}

function readColumn(flag: string, name: string): ObjectColumn {
  const column = columnNames.find((candidate) => candidate === name);
  if (column === undefined) {
    throw new HeapdiffError(
      'ERR_USAGE',
      `${flag}: there is no column "${name}"; there are ${columnNames.join(', ')}`,
    );
  }
  return column;
}

function readColumns(text: string | undefined): readonly ObjectColumn[] {
  if (text === undefined) return defaultColumns;
  const columns = text.split(',').map((name) => readColumn('--columns', name.trim()));
  if (new Set(columns).size < columns.length)
    throw new HeapdiffError('ERR_USAGE', '--columns names a column twice');
  return columns;
}

export async function runObjects(given: ObjectsArguments): Promise<void> {
  rejectPage(given, 'objects');
  const path = given.snapshot;
  const columns = readColumns(given.columns);
  const filter = {
    columns,
    className: given.class,
    kind: given.kind,
    retainedMin: given.retainedMin === undefined ? undefined : readSize('--retained-min', given.retainedMin),
    detached: given.detached === true,
    sort: given.sort === undefined ? undefined : readColumn('--sort', given.sort),
  };
  const limit = readLimit('--limit', given.limit, 20);
  const dominator = given.dominatedBy === undefined ? undefined : readId('--dominated-by', given.dominatedBy);
  const inputs = given.since === undefined ? [path] : [path, given.since];
  await runQuestion(given, inputs, async (context) => {
    const where = await buildConditions({ name: given.name, dominator, since: given.since }, context.task);
    await writeObjects(context, limit, (options) => openObjectRows(path, { ...filter, where }, options));
  });
}

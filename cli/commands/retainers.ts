// heapdiff retainers [FILE] --id N | --class X: why an object stays alive.

import type { Argv } from 'yargs';
import { HeapdiffError } from '../../src/core/errors.js';
import { escapeTerminal } from '../../src/render/escape-terminal.js';
import { addCommonOptions, addExamples, readId, readLimit } from '../common-options.js';
import type { CommonArguments } from '../common-options.js';
import { askRetainers, findLastSnapshot } from '../questions.js';
import { runQuestion } from '../run-question.js';

export interface RetainersArguments extends CommonArguments {
  readonly snapshot: string | undefined;
  readonly id: string | undefined;
  readonly class: string | undefined;
  readonly ignore: readonly string[] | undefined;
  readonly until: string | undefined;
  readonly depth: string | undefined;
  readonly breadth: string | undefined;
  readonly allEdges: boolean | undefined;
}

export function buildRetainers(parser: Argv): Argv {
  parser.positional('snapshot', {
    type: 'string',
    describe: 'A snapshot; without it, the last one that heapdiff read in this folder',
  });
  addCommonOptions(parser, '5');
  parser
    .option('id', { type: 'string', describe: 'The object with this id, as reports print it' })
    .option('class', {
      type: 'string',
      describe: 'All instances of this class, by the ways in which they are held',
    })
    .options({
      ignore: {
        type: 'string',
        array: true,
        nargs: 1,
        describe: 'Not through this class or edge; repeatable',
      },
      until: {
        type: 'string',
        describe: 'Paths from the nearest "module", "global" or class, not from the roots',
      },
      depth: { type: 'string', describe: 'Levels of the tree of retainers', defaultDescription: '4' },
      breadth: { type: 'string', describe: 'Retainers at each node of the tree', defaultDescription: '8' },
      'all-edges': { type: 'boolean', describe: 'In the tree: weak edges and internals too, nothing merged' },
    });
  return addExamples(parser, [
    ['retainers app.heapsnapshot --id 4711', 'The paths that keep object @4711 alive'],
    ['retainers --class Session', 'The same for a Session of the last snapshot read'],
  ]);
}

async function chooseSnapshot(given: RetainersArguments): Promise<string> {
  if (given.snapshot !== undefined) return given.snapshot;
  const last = await findLastSnapshot();
  if (last === null) {
    throw new HeapdiffError('ERR_USAGE', 'no snapshot was read in this folder yet; name one');
  }
  if (!given.quiet)
    process.stderr.write(`heapdiff: reading ${escapeTerminal(last)}, the last snapshot read here\n`);
  return last;
}

export async function runRetainers(given: RetainersArguments): Promise<void> {
  const { id, class: className } = given;
  const limit = readLimit('--limit', given.limit, 5);
  if (Array.isArray(id)) throw new HeapdiffError('ERR_USAGE', '--id is given twice');
  if ((id === undefined) === (className === undefined)) {
    throw new HeapdiffError('ERR_USAGE', 'retainers needs one of --id N and --class NAME');
  }
  const query = id === undefined ? { className: className ?? '' } : { id: readId('--id', id) };
  const extra = {
    ignore: given.ignore ?? [],
    until: given.until,
    depth: readLimit('--depth', given.depth, 4),
    breadth: readLimit('--breadth', given.breadth, 8),
    allEdges: given.allEdges === true,
  };
  const path = await chooseSnapshot(given);
  await runQuestion(given, [path], async ({ task, format, showStrings, terminal, openSink }) => {
    const options = { ...task, limit, showStrings, ...extra };
    if (given.html !== undefined) {
      const { viewRetainers } = await import('../../src/engine/view-files.js');
      const { writePage } = await import('../html-output.js');
      await writePage(await viewRetainers(path, query, options), openSink);
      return;
    }
    const report = await askRetainers(path, query, options);
    const { renderReport } = await import('../../src/render/render-report.js');
    // Who asked for more of the tree, or for all, gets it.
    const isWide = limit === Infinity || given.depth !== undefined || given.breadth !== undefined;
    const page = isWide ? { ...terminal, treeLines: Infinity } : terminal;
    await (await openSink(report.warnings)).write(renderReport(report, format, page));
  });
}

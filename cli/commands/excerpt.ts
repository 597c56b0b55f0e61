// heapdiff backrefs|refs FILE --id N: the heap around some objects, as text, data or a picture.

import type { Argv } from 'yargs';
import { HeapdiffError } from '../../src/core/errors.js';
import { type DrawingInfo, drawingInfos } from '../../src/render/excerpt-labels.js';
import { addCommonOptions, addExamples, readId, readLimit } from '../common-options.js';
import type { CommonArguments } from '../common-options.js';
import { runQuestion } from '../run-question.js';

export interface ExcerptArguments extends CommonArguments {
  readonly snapshot: string;
  readonly id: readonly string[] | undefined;
  readonly depth: string | undefined;
  readonly breadth: string | undefined;
  readonly filter: readonly string[] | undefined;
  readonly ignore: readonly string[] | undefined;
  readonly highlight: readonly string[] | undefined;
  readonly info: string | undefined;
  readonly shortNames: boolean | undefined;
  readonly allEdges: boolean | undefined;
  readonly beyondModules: boolean | undefined;
}

/** A layout takes seconds for more, and a picture is a hundred thousand pixels wide. */
const MOST_DRAWN = { objects: 800, references: 1600 } as const;

type Direction = 'backrefs' | 'refs';

function buildExcerptCommand(parser: Argv, direction: Direction): Argv {
  parser.positional('snapshot', {
    type: 'string',
    demandOption: true,
    describe: 'A snapshot; "-" is standard input',
  });
  addCommonOptions(parser, '500', ['text', 'json', 'markdown', 'csv', 'ndjson', 'dot', 'graphml', 'svg']);
  const list = { type: 'string', array: true, nargs: 1 } as const;
  parser.options({
    id: { ...list, describe: 'The object with this id; repeatable' },
    depth: { type: 'string', describe: 'Edges away from it', defaultDescription: '3' },
    breadth: {
      type: 'string',
      describe: 'Neighbours of one node; the rest is counted',
      defaultDescription: '10',
    },
    filter: { ...list, describe: 'Only objects of this class; repeatable' },
    ignore: { ...list, describe: 'No objects of this class; repeatable' },
    highlight: { ...list, describe: 'Mark objects of this class; repeatable' },
    info: {
      type: 'string',
      describe: `Lines at each node, with commas: ${drawingInfos.join(', ')}`,
      defaultDescription: 'id,entries,retained',
    },
    'short-names': { type: 'boolean', describe: 'Files without their folders' },
    'all-edges': { type: 'boolean', describe: "Weak edges and V8's own as well" },
    'beyond-modules': { type: 'boolean', describe: 'Go on beyond modules and the global object' },
  });
  return addExamples(parser, [
    [`${direction} app.heapsnapshot --id 4711`, 'As a tree'],
    [`${direction} app.heapsnapshot --id 4711 --format svg -o graph.svg`, 'As a picture'],
  ]);
}

export function buildBackrefs(parser: Argv): Argv {
  return buildExcerptCommand(parser, 'backrefs');
}

export function buildRefs(parser: Argv): Argv {
  return buildExcerptCommand(parser, 'refs');
}

function readInfo(text: string | undefined): readonly DrawingInfo[] | undefined {
  return text?.split(',').map((word) => {
    const found = drawingInfos.find((info) => info === word.trim());
    if (found === undefined)
      throw new HeapdiffError('ERR_USAGE', `--info takes ${drawingInfos.join(', ')}, not "${word}"`);
    return found;
  });
}

async function runExcerpt(given: ExcerptArguments, direction: Direction): Promise<void> {
  const ids = (given.id ?? []).map((id) => readId('--id', id));
  if (ids.length === 0) throw new HeapdiffError('ERR_USAGE', `${direction} needs --id N`);
  const size = readLimit('--limit', given.limit, 500);
  const bounds = {
    depth: readLimit('--depth', given.depth, 3),
    breadth: readLimit('--breadth', given.breadth, 10),
    ...(given.format === 'svg'
      ? { size: Math.min(size, MOST_DRAWN.objects), references: MOST_DRAWN.references }
      : { size }),
  };
  const info = readInfo(given.info);
  const drawing = {
    highlight: given.highlight ?? [],
    shortNames: given.shortNames === true,
    ...(info === undefined ? {} : { info }),
  };
  await runQuestion(given, [given.snapshot], async ({ task, format, showStrings, terminal, openSink }) => {
    const options = {
      ...task,
      ...bounds,
      showStrings,
      filter: given.filter ?? [],
      ignore: given.ignore ?? [],
      highlight: drawing.highlight,
      allEdges: given.allEdges === true,
      beyondModules: given.beyondModules === true,
      // Cuts in a page need every edge that keeps an object.
      internals: given.html !== undefined,
    };
    if (given.html !== undefined) {
      const { viewExcerpt } = await import('../../src/engine/view-files.js');
      const { writePage } = await import('../html-output.js');
      await writePage(await viewExcerpt(given.snapshot, direction, ids, options), openSink);
      return;
    }
    const { findExcerpt } = await import('../../src/engine/excerpt.js');
    const report = await findExcerpt(given.snapshot, direction, ids, options);
    let text: string;
    if (given.format === 'dot') {
      text = (await import('../../src/render/excerpt-dot.js')).renderDot(report, drawing);
    } else if (given.format === 'graphml') {
      text = (await import('../../src/render/excerpt-graphml.js')).renderGraphml(report, drawing);
    } else if (given.format === 'svg') {
      text = (await import('../../src/render/excerpt-svg.js')).renderSvg(report, drawing);
    } else if (format === 'text') {
      const { renderTerminalExcerpt } = await import('../../src/render/terminal-excerpt.js');
      text = renderTerminalExcerpt(report, terminal, drawing);
    } else {
      text = (await import('../../src/render/render-report.js')).renderReport(report, format, terminal);
    }
    await (await openSink(report.warnings)).write(text);
  });
}

export async function runBackrefs(given: ExcerptArguments): Promise<void> {
  await runExcerpt(given, 'backrefs');
}

export async function runRefs(given: ExcerptArguments): Promise<void> {
  await runExcerpt(given, 'refs');
}

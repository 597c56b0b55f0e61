// heapdiff chain FILE --from N|CLASS --to M|CLASS: the shortest ways along the edges from one to another.

import type { Argv } from 'yargs';
import { HeapdiffError } from '../../src/core/errors.js';
import { addCommonOptions, addExamples, readId, readLimit } from '../common-options.js';
import type { CommonArguments } from '../common-options.js';
import { runQuestion } from '../run-question.js';

export interface ChainArguments extends CommonArguments {
  readonly snapshot: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly ignore: readonly string[] | undefined;
  readonly allEdges: boolean | undefined;
}

export function buildChain(parser: Argv): Argv {
  parser.positional('snapshot', {
    type: 'string',
    demandOption: true,
    describe: 'A snapshot; "-" is standard input',
  });
  addCommonOptions(parser, '3');
  parser.options({
    from: { type: 'string', describe: 'Where to begin: an id, a class, "module" or "global"' },
    to: { type: 'string', describe: 'Where to end: an id, a class, "module" or "global"' },
    ignore: { type: 'string', array: true, nargs: 1, describe: 'Not through this class or edge; repeatable' },
    'all-edges': { type: 'boolean', describe: 'Through weak edges as well' },
  });
  return addExamples(parser, [
    ['chain app.heapsnapshot --from module --to Session', 'From the nearest module to a Session'],
    ['chain app.heapsnapshot --from 4711 --to 815', 'From one object to another'],
  ]);
}

/** Digits, or an @ and digits, are an id. */
function readEnd(flag: string, text: string | undefined): number | string {
  if (text === undefined) throw new HeapdiffError('ERR_USAGE', `chain needs ${flag}`);
  return /^@?\d+$/.test(text) ? readId(flag, text) : text;
}

export async function runChain(given: ChainArguments): Promise<void> {
  const [from, to] = [readEnd('--from', given.from), readEnd('--to', given.to)];
  const limit = readLimit('--limit', given.limit, 3);
  const extra = { ignore: given.ignore ?? [], allEdges: given.allEdges === true };
  await runQuestion(given, [given.snapshot], async ({ task, format, showStrings, terminal, openSink }) => {
    const options = { ...task, limit, showStrings, ...extra };
    if (given.html !== undefined) {
      const { viewChains } = await import('../../src/engine/view-files.js');
      const { writePage } = await import('../html-output.js');
      await writePage(await viewChains(given.snapshot, from, to, options), openSink);
      return;
    }
    const { findChains } = await import('../../src/engine/chain.js');
    const report = await findChains(given.snapshot, from, to, options);
    const { renderReport } = await import('../../src/render/render-report.js');
    await (await openSink(report.warnings)).write(renderReport(report, format, terminal));
  });
}

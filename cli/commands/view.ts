// heapdiff view: the page on which snapshots are dropped, or these snapshots in it; served to this machine only
// until it is interrupted.

import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Argv } from 'yargs';
import { HeapdiffError } from '../../src/core/errors.js';
import { describeSystemError } from '../../src/core/system-errors.js';
import { addExamples } from '../common-options.js';
import { openInBrowser } from '../html-output.js';
import { onInterruption } from '../interruption.js';
import { type ServedFile, serveApp } from '../serve-app.js';
import { openStandardOutput } from '../standard-output.js';

export interface ViewArguments {
  readonly snapshots?: readonly string[];
  readonly open: boolean | undefined;
}

export function buildView(parser: Argv): Argv {
  parser
    .positional('snapshots', {
      type: 'string',
      array: true,
      describe: 'Snapshots to open at once; without, they are dropped on the page',
    })
    .options({
      open: {
        type: 'boolean',
        describe: 'Open the page in the browser, or --no-open',
        defaultDescription: 'on terminals',
      },
    });
  return addExamples(parser, [
    ['view', 'Drop snapshots in the browser; nothing leaves the machine'],
    ['view before.heapsnapshot after.heapsnapshot', 'Open these two there'],
  ]);
}

async function findFile(path: string): Promise<ServedFile> {
  if (path === '') throw new HeapdiffError('ERR_USAGE', 'the name of a file is empty');
  if (path === '-')
    throw new HeapdiffError(
      'ERR_USAGE',
      'view takes the names of files; standard input can be read once only',
    );
  try {
    // What cannot be opened is told now, not in the browser.
    await access(path, constants.R_OK);
    const info = await stat(path);
    if (info.isFile()) return { path, name: basename(path), size: info.size, modified: info.mtimeMs };
  } catch (error) {
    throw new HeapdiffError('ERR_READ', `cannot be read: ${describeSystemError(error)}`, { file: path });
  }
  throw new HeapdiffError('ERR_READ', 'cannot be read: view needs a file, not a folder, pipe or device', {
    file: path,
  });
}

function waitForInterruption(): Promise<void> {
  return new Promise((resolve) => {
    const off = onInterruption(() => {
      off();
      resolve();
    });
  });
}

export async function runView(given: ViewArguments): Promise<void> {
  const files = await Promise.all((given.snapshots ?? []).map(findFile));
  const folder = dirname(fileURLToPath(import.meta.url));
  const template = await readFile(join(folder, '../../viewer/viewer.html'), 'utf8');
  const server = await serveApp(template, files);
  const interrupted = waitForInterruption();
  try {
    await openStandardOutput().write(`${server.url}\n`);
    process.stderr.write('heapdiff: the page is at this address until Ctrl-C\n');
    if (given.open ?? process.stdout.isTTY) openInBrowser(server.url);
    await interrupted;
  } finally {
    await server.close();
  }
  throw new HeapdiffError('ERR_ABORTED', 'stopped on request');
}

// What a page holds -> the page, from the template that the build put beside the program.

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import type { ViewerData } from '../src/report/model.js';
import { renderHtml } from '../src/render/html.js';
import type { OutputSink } from './output-sink.js';

/** Writes the page into a sink that `openSink` opens only when the page is complete. */
export async function writePage(data: ViewerData, openSink: () => Promise<OutputSink>): Promise<void> {
  const folder = dirname(fileURLToPath(import.meta.url));
  const template = await readFile(join(folder, '../viewer/report.html'), 'utf8');
  const page = await renderHtml(data, template);
  await (await openSink()).write(page);
}

/** The command with which a system opens a file as a double click would. */
function openerOf(platform: NodeJS.Platform): readonly [string, readonly string[]] {
  if (platform === 'darwin') return ['open', []];
  // The empty argument is the title of the window.
  if (platform === 'win32') return ['cmd', ['/c', 'start', '""']];
  return ['xdg-open', []];
}

/** Opens an address in the browser; whether there is one is not this program's concern. */
export function openInBrowser(url: string): void {
  const [program, args] = openerOf(process.platform);
  const child = spawn(program, [...args, url], {
    stdio: 'ignore',
    detached: true,
  });
  child.on('error', () => {
    process.stderr.write(`heapdiff: no browser was found; open ${url} yourself\n`);
  });
  child.unref();
}

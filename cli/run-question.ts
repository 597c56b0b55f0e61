// One question of the engine and the common flags -> its report, written where the flags say.

import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TaskOptions } from '../src/core/task.js';
import { HeapdiffError } from '../src/core/errors.js';
import { escapeTerminal } from '../src/render/escape-terminal.js';
import { formatSize } from '../src/render/format-numbers.js';
import type { TerminalOptions } from '../src/render/terminal-parts.js';
import type { Warning } from '../src/report/model.js';
import type { ReportFormat } from '../src/render/render-report.js';
import { readFormat, readOutputPath, readShowStrings } from './common-options.js';
import type { CommonArguments } from './common-options.js';
import { onInterruption } from './interruption.js';
import { checkOutputFile, openOutputFile } from './output-file.js';
import type { OutputSink } from './output-sink.js';
import { openProgressLine } from './progress-line.js';
import { openSources } from './open-sources.js';
import { openStandardOutput } from './standard-output.js';
import { readTerminalSettings } from './terminal-settings.js';

/** What a question is told, besides its own arguments. */
export interface QuestionContext {
  readonly task: TaskOptions;
  readonly format: ReportFormat;
  readonly showStrings: 'never' | 'always';
  readonly terminal: TerminalOptions;
  /** The answer is there: progress is cleared, and the sink opened. Warnings that the format cannot show go to stderr. */
  readonly openSink: (warnings?: readonly Warning[]) => Promise<OutputSink>;
}

/** Standard input can be read once only. */
export function checkInputs(paths: readonly string[]): void {
  if (paths.filter((path) => path === '-').length > 1) {
    throw new HeapdiffError('ERR_USAGE', 'standard input (-) can be given once only');
  }
  if (paths.includes('')) throw new HeapdiffError('ERR_USAGE', 'the name of a file is empty');
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = (): void => reject(new HeapdiffError('ERR_ABORTED', 'stopped on request'));
    // It may have come while the sources were opened.
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

/** Says where the page is, and shows it if that was asked for. */
async function announcePage(path: string, given: CommonArguments): Promise<void> {
  const { size } = await stat(path);
  if (!given.quiet) process.stderr.write(`heapdiff: ${escapeTerminal(path)} written, ${formatSize(size)}\n`);
  if (given.open === true)
    (await import('./html-output.js')).openInBrowser(pathToFileURL(resolve(path)).href);
}

/** Formats in which rows or a picture are all there is. */
const BARE_FORMATS: ReadonlySet<string> = new Set(['csv', 'ndjson', 'dot', 'graphml', 'svg']);

/** Warnings about leak suspects, of which these formats tell none. */
const OF_SUSPECTS: ReadonlySet<string> = new Set(['two-snapshots', 'known-retainers']);

/** What such a format cannot say goes to stderr, so that it is not lost. */
function tellWarnings(given: CommonArguments, warnings: readonly Warning[]): void {
  if (given.quiet || given.format === undefined || !BARE_FORMATS.has(given.format)) return;
  for (const { code, message } of warnings)
    if (!OF_SUSPECTS.has(code)) process.stderr.write(`heapdiff: warning: ${escapeTerminal(message)}\n`);
}

/**
 * Runs a question with progress, interruption and output around it. The sink is closed when the question
 * returns and discarded when it throws.
 */
export async function runQuestion(
  given: CommonArguments,
  inputs: readonly string[],
  question: (context: QuestionContext) => Promise<void>,
): Promise<void> {
  checkInputs(inputs);
  const format = readFormat(given);
  const outputPath = readOutputPath(given);
  const isToFile = outputPath !== '-';
  if (isToFile) await checkOutputFile(outputPath, given.force, inputs);
  const controller = new AbortController();
  const interrupt = (): void => {
    // Asked twice, it ends at once.
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  const offInterruption = onInterruption(interrupt);
  const sources = await openSources(given.sourceMaps);
  const progress = openProgressLine(given.quiet);
  let sink: OutputSink | null = null;
  try {
    const asked = question({
      task: { onProgress: progress.onProgress, signal: controller.signal, sources },
      format,
      showStrings: readShowStrings(given, format),
      terminal: readTerminalSettings(given.color, process.env, isToFile ? {} : process.stdout),
      openSink: async (warnings = []) => {
        progress.clear();
        tellWarnings(given, warnings);
        sink = isToFile
          ? await openOutputFile(outputPath, given.force, controller.signal)
          : openStandardOutput();
        return sink;
      },
    });
    // Work that waits for input would not notice: the program ends without it.
    await Promise.race([asked, rejectOnAbort(controller.signal)]);
    // TypeScript does not see that openSink assigned it.
    await (sink as OutputSink | null)?.close();
    if (given.html !== undefined) await announcePage(given.html, given);
  } catch (error) {
    await (sink as OutputSink | null)?.discard();
    throw error;
  } finally {
    progress.clear();
    offInterruption();
  }
}

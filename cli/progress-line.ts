// Reports of progress -> one line on stderr that is written over and cleared at the end; for terminals only.

import type { Progress } from '../src/core/task.js';
import { escapeTerminal } from '../src/render/escape-terminal.js';
import { formatPercent, formatSize } from '../src/render/format-numbers.js';
import { cutToWidth } from '../src/render/text-width.js';

export interface ProgressLine {
  readonly onProgress: ((progress: Progress) => void) | undefined;
  clear(): void;
}

const MILLISECONDS_BETWEEN = 100;

export function openProgressLine(quiet: boolean): ProgressLine {
  const stream = process.stderr;
  if (quiet || !stream.isTTY || (process.env['CI'] ?? '') !== '' || process.env['TERM'] === 'dumb') {
    return { onProgress: undefined, clear: () => undefined };
  }
  let last = 0;
  let isShown = false;
  return {
    onProgress({ stage, done, total }) {
      const now = performance.now();
      if (now - last < MILLISECONDS_BETWEEN) return;
      last = now;
      isShown = true;
      const amount = total === null ? formatSize(done) : formatPercent(total > 0 ? done / total : 1);
      stream.write(`\r${cutToWidth(`${escapeTerminal(stage)} ${amount}`, stream.columns - 1)}\x1b[K`);
    },
    clear() {
      if (isShown) stream.write('\r\x1b[K');
      isShown = false;
    },
  };
}

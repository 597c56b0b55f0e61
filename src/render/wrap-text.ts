// SPDX-License-Identifier: MIT
// Parts that belong together -> lines of at most `width` columns, broken between parts only.

import { cutToWidth, measureWidth } from './text-width.js';

export interface WrapOptions {
  readonly width: number;
  /** What the first line starts with. */
  readonly first: string;
  /** What further lines start with. */
  readonly rest: string;
  /** Between parts on a line; its end, without spaces, starts a continued line if `leading`. */
  readonly separator: string;
  readonly leading?: boolean;
}

/** Lines of parts; a part that is wider than a line loses its middle. */
export function wrapParts(parts: readonly string[], options: WrapOptions): string[] {
  const { width, separator } = options;
  const lead = options.leading === true ? separator.trimStart() : '';
  const tail = options.leading === true ? '' : separator.trimEnd();
  const lines: string[] = [];
  let line = options.first;
  let isEmpty = true;
  parts.forEach((part, index) => {
    const reserve = index < parts.length - 1 ? measureWidth(tail) : 0;
    if (!isEmpty) {
      const joined = line + separator + part;
      if (measureWidth(joined) + reserve <= width) {
        line = joined;
        return;
      }
      lines.push(line + tail);
      line = options.rest + lead;
    }
    line += cutToWidth(part, Math.max(1, width - measureWidth(line) - reserve), 'middle');
    isEmpty = false;
  });
  lines.push(line);
  return lines.map((text) => cutToWidth(text, width));
}

/** A sentence over lines. */
export function wrapWords(text: string, width: number, first: string = '', rest: string = first): string[] {
  return wrapParts(
    text.split(' ').filter((word) => word !== ''),
    { width, first, rest, separator: ' ' },
  );
}

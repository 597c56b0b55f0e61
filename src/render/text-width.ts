// SPDX-License-Identifier: MIT
// Escaped text -> the columns that it takes on a terminal, and texts cut or padded to a number of columns.
// East Asian characters and emoji take two. Cost: length of the text.

import stringWidth from 'string-width';
import { shortenText } from '../core/shorten-text.js';

const segmenter = new Intl.Segmenter();
/** Characters of one column each, in whatever order: ASCII, Latin letters, and what our own texts are made of. */
const narrow = /^[\x20-\x7e\xa0-\xac\xae-\xffΔ…←→]*$/;
const ellipsis = '…';

/** Longest text that is looked at as a whole; a name of a megabyte is cut to this first. */
const LONGEST = 2000;

export function measureWidth(text: string): number {
  return narrow.test(text) ? text.length : stringWidth(text, { countAnsiEscapeCodes: true });
}

/** The longest run of whole characters from the start that fits. */
function takeStart(text: string, width: number): string {
  if (narrow.test(text)) return text.slice(0, Math.max(0, width));
  let taken = '';
  let used = 0;
  for (const { segment } of segmenter.segment(text)) {
    used += measureWidth(segment);
    if (used > width) break;
    taken += segment;
  }
  return taken;
}

function takeEnd(text: string, width: number): string {
  if (width <= 0) return '';
  if (narrow.test(text)) return text.slice(Math.max(0, text.length - width));
  let taken = '';
  let used = 0;
  for (const { segment } of [...segmenter.segment(text)].reverse()) {
    used += measureWidth(segment);
    if (used > width) break;
    taken = segment + taken;
  }
  return taken;
}

/** Which part of a text is left out where it does not fit. */
export type CutPlace = 'start' | 'middle' | 'end';

/** The text in at most `width` columns, with an ellipsis where something was left out. */
export function cutToWidth(text: string, width: number, place: CutPlace = 'end'): string {
  const candidate = shortenText(text, LONGEST);
  if (measureWidth(candidate) <= width) return candidate;
  if (width < 1) return '';
  if (place === 'end') return takeStart(candidate, width - 1) + ellipsis;
  if (place === 'start') return ellipsis + takeEnd(candidate, width - 1);
  const front = Math.ceil((width - 1) / 2);
  return takeStart(candidate, front) + ellipsis + takeEnd(candidate, width - 1 - front);
}

export function padToWidth(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - measureWidth(text)));
  return align === 'left' ? text + space : space + text;
}

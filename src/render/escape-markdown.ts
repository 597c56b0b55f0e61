// SPDX-License-Identifier: MIT
// A name of unknown origin -> Markdown in which it is only text. Names stand in code spans, where no markup, HTML,
// mention, link or emoji code is read; prose has every mark escaped. Cost: length of the text, at most LONGEST.

import { shortenText } from '../core/shorten-text.js';
import { escapeTerminal } from './escape-terminal.js';

const LONGEST = 300;

/**
 * A code span. A pipe would end a table's cell even in code, and cannot be escaped there after a backslash,
 * so it is written as `\x7c`.
 */
export function renderCodeSpan(name: string): string {
  if (name === '') return '';
  const text = escapeTerminal(shortenText(name, LONGEST)).replaceAll('|', '\\x7c');
  const longestRun = (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
  const fence = '`'.repeat(longestRun + 1);
  // A space inside keeps a backtick at either end apart from the fence; and a span must not be all spaces.
  const isBare = longestRun === 0 && text.trim() === text && text !== '';
  return isBare ? fence + text + fence : `${fence} ${text.trim() === '' ? '\\x20' : text} ${fence}`;
}

/**
 * Prose that may hold names: marks escaped, addresses, `@name` and `#1` kept from becoming links. Mentions are
 * found in the rendered text, where a backslash is gone, so only something between the characters stops them.
 */
export function escapeMarkdown(text: string): string {
  return escapeTerminal(shortenText(text, 4 * LONGEST))
    .replace(/[\\`*_{}[\]|~$]/g, (mark) => `\\${mark}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/:\/\/|www\./gi, (start) => `${start.slice(0, -1)}<!-- -->${start.slice(-1)}`)
    .replace(/[@#](?=\w)/g, '$&<!-- -->')
    .replace(/^(\s*)([-+=#]|\d+[.)])/, '$1\\$2');
}

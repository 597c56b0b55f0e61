// SPDX-License-Identifier: MIT
// What several terminal reports have in common: options, head line, warnings, section titles, paths.

import { shortenText } from '../core/shorten-text.js';
import type { AllocationFrame, PathStep, ReportHead, SnapshotInfo } from '../report/model.js';
import { escapeTerminal } from './escape-terminal.js';
import { formatCount, formatSize, formatSizeChange } from './format-numbers.js';
import { shortenUrl } from './location-text.js';
import { buildPathParts } from './path-text.js';
import { buildStyle } from './style.js';
import type { Style } from './style.js';
import { type TableColumn, renderTable } from './terminal-table.js';
import { cutToWidth, measureWidth } from './text-width.js';
import { wrapParts, wrapWords } from './wrap-text.js';

export interface TerminalOptions {
  /** Columns of the terminal; no line is wider. */
  readonly width: number;
  readonly colour: boolean;
  /** Lines of a tree of retainers; 24 if not given. */
  readonly treeLines?: number;
}

/** A place to put lines, with what every part of a terminal report needs. */
export interface Page {
  readonly width: number;
  readonly style: Style;
  readonly lines: string[];
}

/** No report is laid out for less, and none for more: lines are padded, and COLUMNS may say anything. */
const NARROWEST = 20;
const WIDEST = 2000;

export function openPage(options: TerminalOptions): Page {
  const width = Math.min(WIDEST, Math.max(NARROWEST, options.width));
  return { width, style: buildStyle(options.colour), lines: [] };
}

export function closePage(page: Page): string {
  return page.lines.join('\n') + '\n';
}

/** A name of any length and content, safe and of a sane length. */
export function shownName(name: string): string {
  return escapeTerminal(shortenText(name, 500));
}

/** ` → ` between different values, one value where nothing changed. */
export function formatSteps(values: readonly number[], format: (value: number) => string): string {
  const texts = values.map(format);
  return texts.every((text) => text === texts[0]) ? (texts[0] ?? '') : texts.join(' → ');
}

function uniqueProducers(snapshots: readonly SnapshotInfo[]): string {
  return [...new Set(snapshots.map((snapshot) => shownName(snapshot.producer)))].join(' → ');
}

/** Producer, objects and bytes of the snapshots, and what else belongs into the first line. */
export function addHeadLine(page: Page, report: ReportHead, more: readonly string[]): void {
  const { snapshots } = report;
  const sizes = snapshots.map((snapshot) => snapshot.totalSize);
  const change = (sizes.at(-1) ?? 0) - (sizes[0] ?? 0);
  const parts = [
    uniqueProducers(snapshots),
    `${formatSteps(
      snapshots.map((snapshot) => snapshot.nodeCount),
      formatCount,
    )} objects`,
    formatSteps(sizes, formatSize) + (snapshots.length > 1 ? ` (${formatSizeChange(change)})` : ''),
    ...more,
  ].filter((part) => part !== '');
  page.lines.push(...wrapParts(parts, { width: page.width, first: '', rest: '', separator: ' · ' }));
}

export function addWarnings(page: Page, report: ReportHead): void {
  for (const warning of report.warnings) {
    const [first = '', ...rest] = wrapWords(shownName(warning.message), page.width, 'warning: ', '         ');
    page.lines.push(first.replace('warning:', page.style('warning:', 'warn')), ...rest);
  }
}

/** An empty line, then `TITLE  note`. */
export function addSection(page: Page, title: string, note: string): void {
  const shown = cutToWidth(title, page.width, 'middle');
  const room = page.width - measureWidth(shown) - 2;
  const text = note === '' || room < 8 ? '' : `  ${page.style(cutToWidth(note, room), 'dim')}`;
  page.lines.push('', page.style(shown, 'heading') + text);
}

/** A table, which may have a row for each of a million objects. */
export function addTable(page: Page, columns: readonly TableColumn[], indent: string): void {
  for (const line of renderTable(columns, page.width, indent, page.style)) page.lines.push(line);
}

/** The path on as few lines as it needs, broken at its arrows. */
export function addPath(page: Page, path: readonly PathStep[], first: string, rest: string): void {
  const parts = buildPathParts(path, shownName);
  page.lines.push(...wrapParts(parts, { width: page.width, first, rest, separator: ' → ', leading: true }));
}

/** `8 of 212` where something is left out, else `212`. */
export function formatCut(cut: { readonly total: number; readonly shown: number }): string {
  return cut.shown < cut.total
    ? `${formatCount(cut.shown)} of ${formatCount(cut.total)}`
    : formatCount(cut.total);
}

/** `render (src/page.js:3) ← onRequest (src/server.js:9)` */
export function addAllocation(page: Page, stack: readonly AllocationFrame[] | null, indent: string): void {
  if (stack === null || stack.length === 0) return;
  const parts = stack.map((frame) => {
    const place = frame.url === '' ? '' : ` (${shownName(shortenUrl(frame.url))}:${frame.line})`;
    return `${shownName(frame.functionName === '' ? '(anonymous)' : frame.functionName)}${place}`;
  });
  page.lines.push(
    ...wrapParts(parts, {
      width: page.width,
      first: `${indent}allocated by `,
      rest: `${indent}  `,
      separator: ' ← ',
      leading: true,
    }),
  );
}

// SPDX-License-Identifier: MIT
// What Markdown reports have in common: tables whose cells are escaped already, head, warnings, paths.

import type { PathStep, ReportHead } from '../report/model.js';
import { escapeMarkdown, renderCodeSpan } from './escape-markdown.js';
import { formatCount, formatSize, formatSizeChange } from './format-numbers.js';
import { formatShortLocation } from './location-text.js';
import type { Location } from '../report/model.js';
import { buildPathParts } from './path-text.js';
import { formatSteps } from './terminal-parts.js';

export interface MarkdownColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
}

export function renderMarkdownTable(
  columns: readonly MarkdownColumn[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return (
    line(columns.map((column) => column.title)) +
    line(columns.map((column) => (column.align === 'right' ? '---:' : ':---'))) +
    rows.map(line).join('')
  );
}

export function renderMarkdownHead(report: ReportHead, more: readonly string[]): string {
  const sizes = report.snapshots.map((snapshot) => snapshot.totalSize);
  const counts = report.snapshots.map((snapshot) => snapshot.nodeCount);
  const change = (sizes.at(-1) ?? 0) - (sizes[0] ?? 0);
  const producers = new Set(report.snapshots.map((snapshot) => escapeMarkdown(snapshot.producer)));
  const parts = [
    [...producers].join(' → '),
    `${formatSteps(counts, formatCount)} objects`,
    formatSteps(sizes, formatSize) + (sizes.length > 1 ? ` (${formatSizeChange(change)})` : ''),
    ...more,
  ];
  const files = report.snapshots.map((snapshot) => renderCodeSpan(snapshot.path)).join(' → ');
  const warnings = report.warnings.map((warning) => `> **Warning:** ${escapeMarkdown(warning.message)}\n\n`);
  return `${files}\n\n${parts.join(' · ')}\n\n${warnings.join('')}`;
}

export function renderMarkdownLocation(location: Location | null): string {
  return renderCodeSpan(formatShortLocation(location));
}

/** One line. */
export function renderMarkdownPath(path: readonly PathStep[]): string {
  return buildPathParts(path, (name) => name)
    .map(renderCodeSpan)
    .join(' → ');
}

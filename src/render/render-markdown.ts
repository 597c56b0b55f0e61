// SPDX-License-Identifier: MIT
// Report -> Markdown for issues and pull requests: headings, tables, names in code spans.

import type {
  ChainReport,
  DiffReport,
  ObjectInfo,
  Report,
  RetainersReport,
  SummaryReport,
} from '../report/model.js';
import { escapeMarkdown, renderCodeSpan } from './escape-markdown.js';
import {
  formatCount,
  formatCountChange,
  formatPercent,
  formatSize,
  formatSizeChange,
} from './format-numbers.js';
import type { MarkdownColumn } from './markdown-parts.js';
import {
  renderMarkdownHead,
  renderMarkdownLocation,
  renderMarkdownPath,
  renderMarkdownTable,
} from './markdown-parts.js';
import { explainNoSuspects } from './no-suspects-text.js';
import { buildFlatTable } from './report-rows.js';
import { formatCut, formatSteps } from './terminal-parts.js';
import { formatDistance } from './terminal-summary.js';

const text = (title: string): MarkdownColumn => ({ title, align: 'left' });
const number = (title: string): MarkdownColumn => ({ title, align: 'right' });

function renderSuspects(report: DiffReport): string {
  return report.suspects.rows
    .map((suspect) => {
      const { cause } = suspect;
      const evidence = cause.evidence.length === 0 ? '' : `: ${escapeMarkdown(cause.evidence.join('; '))}`;
      return [
        `### ${suspect.rank}. ${escapeMarkdown(suspect.title)} (${formatSizeChange(suspect.growth.retained)})\n`,
        `- **why** ${renderMarkdownPath(suspect.path)}`,
        `- **cause** ${cause.kind.replaceAll('-', ' ')} (${cause.confidence})${evidence}`,
        `- **where** ${renderMarkdownLocation(suspect.growing.location) || '(unknown)'}`,
        `- **try** ${escapeMarkdown(cause.advice)}\n\n`,
      ].join('\n');
    })
    .join('');
}

function renderNoSuspects(report: DiffReport): string {
  const lines = explainNoSuspects(report).map(
    ({ label, text }) => `- **${label}** ${escapeMarkdown(text)}\n`,
  );
  return `${lines.join('')}\n`;
}

function renderDiff(report: DiffReport): string {
  const { identity, classes, resized } = report;
  const mode =
    identity.mode === 'id'
      ? `matched by id ${formatPercent(identity.matchedFraction)}`
      : 'compared by class and shape';
  const classRows = classes.rows.map((row) => [
    renderCodeSpan(row.className),
    renderMarkdownLocation(row.location),
    formatSteps(row.counts, formatCount),
    formatCountChange(row.delta.count),
    formatSizeChange(row.delta.shallowSize),
    formatSize(row.retainedSizes.at(-1) ?? 0),
    formatSizeChange(row.delta.retainedSize),
  ]);
  const classColumns = [text('class'), text('where'), number('objects'), number('Δ')];
  const sizeColumns = [number('Δ shallow'), number('retained'), number('Δ retained')];
  const resizedRows = resized.rows.map((row) => [
    renderCodeSpan(`${row.className} @${row.id}`),
    row.name === null ? '' : renderCodeSpan(row.name),
    row.entries === null ? '' : formatSteps(row.entries, formatCount),
    formatSteps(row.shallowSizes, formatSize),
    formatSizeChange(row.sizeDelta),
  ]);
  const paths = classes.rows.flatMap((row) =>
    row.path === null ? [] : [`- ${renderCodeSpan(row.className)}: ${renderMarkdownPath(row.path)}\n`],
  );
  return [
    `# Heap diff\n\n${renderMarkdownHead(report, [mode])}`,
    report.suspects.total === 0
      ? `## No leak suspected\n\n${renderNoSuspects(report)}`
      : `## Leak suspects\n\n${renderSuspects(report)}`,
    `## Growth by class\n\n${formatCut(classes)}, by retained growth\n\n`,
    renderMarkdownTable([...classColumns, ...sizeColumns], classRows),
    resized.rows.length === 0 ? '' : `\n## Resized\n\n${formatCut(resized)}\n\n`,
    resized.rows.length === 0
      ? ''
      : renderMarkdownTable(
          [text('object'), text('name'), number('entries'), number('shallow'), number('Δ')],
          resizedRows,
        ),
    paths.length === 0 ? '' : `\n## Why they stay alive\n\n${paths.join('')}`,
  ].join('');
}

function renderSummary(report: SummaryReport): string {
  const { classes, biggest, accumulations, statistics } = report;
  const classRows = classes.rows.map((row) => [
    renderCodeSpan(row.className),
    renderMarkdownLocation(row.location),
    formatCount(row.count),
    formatSize(row.shallowSize),
    formatSize(row.retainedSize),
    formatDistance(row.distance),
  ]);
  const sizes = [number('shallow'), number('retained'), number('distance')];
  const memory = [
    ['code', statistics.v8heap.code],
    ['strings', statistics.v8heap.strings],
    ['JavaScript arrays', statistics.v8heap.jsArrays],
    ['typed arrays', statistics.native.typedArrays],
    ['system', statistics.v8heap.system],
    ['total', statistics.total],
  ] as const;
  return [
    `# Heap summary\n\n${renderMarkdownHead(report, [])}`,
    `## Memory\n\n`,
    renderMarkdownTable(
      [text('kind'), number('size')],
      memory.map(([kind, size]) => [kind, formatSize(size)]),
    ),
    accumulations.length === 0 ? '' : `\n## Piles up\n\n`,
    accumulations.length === 0
      ? ''
      : renderMarkdownTable(
          [text('object'), text('where'), text('keeps'), number('retained'), number('share')],
          accumulations.map(({ holder, className, count }) => [
            renderCodeSpan(describeObject(holder)),
            renderMarkdownLocation(holder.location),
            `${formatCount(count)} ${renderCodeSpan(className)}`,
            formatSize(holder.retainedSize),
            formatPercent(holder.retainedSize / statistics.total),
          ]),
        ),
    `\n## Classes\n\n${formatCut(classes)}, by retained size\n\n`,
    renderMarkdownTable([text('class'), text('where'), number('objects'), ...sizes], classRows),
    `\n## Biggest objects\n\n`,
    renderMarkdownTable(
      [text('object'), text('where'), ...sizes],
      biggest.map((object) => [
        renderCodeSpan(describeObject(object)),
        renderMarkdownLocation(object.location),
        formatSize(object.shallowSize),
        formatSize(object.retainedSize),
        formatDistance(object.distance),
      ]),
    ),
  ].join('');
}

function describeObject(object: ObjectInfo): string {
  return `${object.className} @${object.id}${object.name === null ? '' : ` ${object.name}`}`;
}

function renderPathReport(title: string, target: ObjectInfo, report: RetainersReport | ChainReport): string {
  const sizes = `shallow ${formatSize(target.shallowSize)} · retained ${formatSize(target.retainedSize)}`;
  const paths = report.paths.map((path, index) => `${index + 1}. ${renderMarkdownPath(path)}\n`);
  return [
    `# ${title} ${renderCodeSpan(describeObject(target))}\n\n${renderMarkdownHead(report, [])}`,
    `${sizes}\n\n## Paths\n\n`,
    paths.length === 0 ? 'No path from a GC root.\n' : paths.join(''),
  ].join('');
}

function renderPlainTable(title: string, report: Exclude<Report, { kind: 'objects' }>): string {
  const { columns, rows } = buildFlatTable(report);
  const cells = rows.map((row) => row.map((value) => (value === null ? '' : renderCodeSpan(String(value)))));
  return `# ${title}\n\n${renderMarkdownHead(report, [])}${renderMarkdownTable(columns.map(text), cells)}`;
}

export function renderMarkdown(report: Exclude<Report, { kind: 'objects' }>): string {
  switch (report.kind) {
    case 'diff':
      return renderDiff(report);
    case 'summary':
      return renderSummary(report);
    case 'retainers':
      return renderPathReport('Retainers of', report.target, report);
    case 'chain':
      return renderPathReport('Paths to', report.to, report);
    case 'excerpt':
      return renderPlainTable('Excerpt', report);
    case 'partition':
      return renderPlainTable(`Objects by ${report.by}`, report);
    case 'growth':
      return renderPlainTable(`Growth by ${report.by}`, report);
    case 'freed':
      return renderPlainTable(`Freed: ${formatSize(report.freed.shallowSize)}`, report);
    case 'object':
      return renderPlainTable(`Object @${report.target.id}`, report);
  }
}

// SPDX-License-Identifier: MIT
// Any report but `objects`, and a format -> its text.

import type { Report } from '../report/model.js';
import { renderCsvRecord } from './escape-csv.js';
import { escapeJson, renderJson } from './render-json.js';
import { renderMarkdown } from './render-markdown.js';
import { buildFlatTable, findRecords } from './report-rows.js';
import { renderTerminalDiff } from './terminal-diff.js';
import { renderTerminalFreed } from './terminal-freed.js';
import { renderTerminalGrowth } from './terminal-growth.js';
import { renderTerminalObject } from './terminal-object.js';
import { renderTerminalPartition } from './terminal-partition.js';
import { renderTerminalExcerpt } from './terminal-excerpt.js';
import type { TerminalOptions } from './terminal-parts.js';
import { renderTerminalChain, renderTerminalRetainers } from './terminal-retainers.js';
import { renderTerminalSummary } from './terminal-summary.js';

export type ReportFormat = 'text' | 'json' | 'markdown' | 'csv' | 'ndjson';

/** Any report but that of `openObjects`, whose rows are streamed. */
export type WholeReport = Exclude<Report, { kind: 'objects' }>;

function renderTerminal(report: WholeReport, options: TerminalOptions): string {
  switch (report.kind) {
    case 'diff':
      return renderTerminalDiff(report, options);
    case 'summary':
      return renderTerminalSummary(report, options);
    case 'retainers':
      return renderTerminalRetainers(report, options);
    case 'chain':
      return renderTerminalChain(report, options);
    case 'excerpt':
      return renderTerminalExcerpt(report, options);
    case 'partition':
      return renderTerminalPartition(report, options);
    case 'growth':
      return renderTerminalGrowth(report, options);
    case 'freed':
      return renderTerminalFreed(report, options);
    case 'object':
      return renderTerminalObject(report, options);
  }
}

function renderCsv(report: WholeReport): string {
  const { columns, rows } = buildFlatTable(report);
  return renderCsvRecord(columns) + rows.map(renderCsvRecord).join('');
}

function renderNdjson(report: WholeReport): string {
  return findRecords(report)
    .map((record) => escapeJson(JSON.stringify(record)) + '\n')
    .join('');
}

/** Renders a report. @param options width and colour of the text format */
export function renderReport(report: WholeReport, format: ReportFormat, options: TerminalOptions): string {
  switch (format) {
    case 'text':
      return renderTerminal(report, options);
    case 'json':
      return renderJson(report);
    case 'markdown':
      return renderMarkdown(report);
    case 'csv':
      return renderCsv(report);
    case 'ndjson':
      return renderNdjson(report);
  }
}

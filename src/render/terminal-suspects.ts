// SPDX-License-Identifier: MIT
// Leak suspects -> at most about eight lines each: what grows, why, the cause, where, and what to do.

import type { DiffReport, Suspect } from '../report/model.js';
import { buildRetainersCommand } from './follow-up-command.js';
import { formatPercent, formatSizeChange } from './format-numbers.js';
import { formatLocation } from './location-text.js';
import { explainNoSuspects } from './no-suspects-text.js';
import { addPath, addSection, formatCut, shownName } from './terminal-parts.js';
import type { Page } from './terminal-parts.js';
import { cutToWidth, measureWidth } from './text-width.js';
import { wrapWords } from './wrap-text.js';

const indent = '     ';
const labelWidth = 7;

function addLabelled(page: Page, label: string, text: string): void {
  if (text === '') return;
  const head = indent + label.padEnd(labelWidth);
  const lines = wrapWords(text, page.width, head, ' '.repeat(head.length));
  const first = lines[0] ?? '';
  page.lines.push(indent + page.style(label, 'dim') + first.slice(indent.length + label.length));
  page.lines.push(...lines.slice(1));
}

function addTitle(page: Page, suspect: Suspect, growth: number): void {
  const rank = ` ${String(suspect.rank).padStart(2)}  `;
  const share = growth > 0 ? `, ${formatPercent(suspect.growth.retained / growth)} of the growth` : '';
  const bytes = formatSizeChange(suspect.growth.retained) + share;
  const title = shownName(suspect.title);
  const room = page.width - rank.length - measureWidth(bytes) - 2;
  const { style } = page;
  if (measureWidth(title) <= room) {
    const space = ' '.repeat(room - measureWidth(title) + 2);
    page.lines.push(rank + style(title, 'name') + space + style(bytes, 'grow'));
    return;
  }
  const lines = wrapWords(title, page.width, rank, indent);
  page.lines.push(...lines.map((line) => style(line, 'name')));
  page.lines.push(indent + style(cutToWidth(bytes, page.width - indent.length), 'grow'));
}

function formatWhere(suspect: Suspect): string {
  const { growing, holder } = suspect;
  const places = [
    growing.location === null
      ? ''
      : `${shownName(growing.className)} ${shownName(formatLocation(growing.location))}`,
    holder.location === null ? '' : `held since ${shownName(formatLocation(holder.location))}`,
    suspect.owner.package === null ? '' : `package ${shownName(suspect.owner.package)}`,
  ];
  return places.filter((place) => place !== '').join(' · ');
}

function addSuspect(page: Page, suspect: Suspect, growth: number, file: string): void {
  addTitle(page, suspect, growth);
  const { cause } = suspect;
  addPath(page, suspect.path, `${indent}${'why'.padEnd(labelWidth)}`, ' '.repeat(indent.length + labelWidth));
  const evidence = cause.evidence.length === 0 ? '' : `: ${cause.evidence.join('; ')}`;
  addLabelled(
    page,
    'cause',
    shownName(`${cause.kind.replaceAll('-', ' ')} (${cause.confidence})${evidence}`),
  );
  addLabelled(page, 'where', formatWhere(suspect));
  addLabelled(page, 'try', shownName(cause.advice));
  if (suspect.known !== null) {
    addLabelled(page, 'known', shownName(`${suspect.known.name}: ${suspect.known.note}`));
  }
  const room = page.width - indent.length - labelWidth;
  const command = cutToWidth(buildRetainersCommand(file, suspect.holder.id, room), room);
  page.lines.push(`${indent}${page.style('more', 'dim')}   ${page.style(command, 'command')}`);
}

/** An answer as well where there is none. */
function addNoSuspects(page: Page, report: DiffReport): void {
  addSection(page, 'NO LEAK SUSPECTED', '');
  for (const { label, text } of explainNoSuspects(report)) {
    const head = `  ${label.padEnd('looked at  '.length)}`;
    const [first = '', ...rest] = wrapWords(text, page.width, head, ' '.repeat(head.length));
    page.lines.push(`  ${page.style(label, 'dim')}${first.slice(2 + label.length)}`, ...rest);
  }
}

/** What leaks, or that nothing seems to. */
export function addSuspects(page: Page, report: DiffReport): void {
  const { suspects } = report;
  if (suspects.total === 0) {
    addNoSuspects(page, report);
    return;
  }
  addSection(page, 'LEAK SUSPECTS', formatCut(suspects));
  const file = report.snapshots.at(-1)?.path ?? '-';
  suspects.rows.forEach((suspect, index) => {
    if (index > 0) page.lines.push('');
    addSuspect(page, suspect, report.totals.growth.shallowSize, file);
  });
}

// SPDX-License-Identifier: MIT
// Leak suspects -> at most about eight lines each: what grows, why, the cause, where, and what to do.

import type { DiffReport, Location, Suspect } from '../report/model.js';
import { buildRetainersCommand } from './follow-up-command.js';
import { formatCountChange, formatPercent, formatSizeChange } from './format-numbers.js';
import { formatLocation, formatUrl } from './location-text.js';
import { explainNoSuspects } from './no-suspects-text.js';
import { buildFittingParts, buildOtherParts } from './suspect-path.js';
import { addSection, formatCut, shownName as shownWhole } from './terminal-parts.js';
import type { Page } from './terminal-parts.js';
import { cutToWidth, measureWidth } from './text-width.js';
import { wrapParts, wrapWords } from './wrap-text.js';

/** Keys of a shape that are told; the others can be looked up. */
const KEYS_SHOWN = 4;

/** A name, safe to show; of a shape with many keys the first ones. */
function shownName(name: string): string {
  return shownWhole(
    name.replace(/\{([^{}]*)\}/g, (shape, inside: string) => {
      const keys = inside.split(', ');
      return keys.length > KEYS_SHOWN ? `{${keys.slice(0, KEYS_SHOWN - 1).join(', ')}, …}` : shape;
    }),
  );
}

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

function formatWhere({ growing, holder, owner }: Suspect): string {
  const places = [
    growing.location === null
      ? ''
      : `${shownName(growing.className)} ${shownName(formatLocation(growing.location))}`,
    isSamePlace(growing.location, holder.location) ? '' : formatHolderPlace(holder.location),
    owner.package === null ? '' : `package ${shownName(owner.package)}`,
  ];
  return places.filter((place) => place !== '').join(' · ');
}

/** A function or module near the holder says where it is used; its first character stands for the whole file. */
function formatHolderPlace(location: Location | null): string {
  // In the runtime nobody can mend anything.
  if (location === null || /^(?:node|ext|deno|bun):/.test(location.url)) return '';
  const place = location.source ?? location;
  if (!location.nearest) return `held since ${shownName(formatLocation(location))}`;
  const isWhole = place.line === 1 && place.column === 1;
  return `held in ${shownName(isWhole ? formatUrl(place.url) : formatLocation({ ...location, nearest: false }))}`;
}

/** Whether the second place says nothing that the first does not. */
function isSamePlace(a: Location | null, b: Location | null): boolean {
  if (a === null || b === null) return false;
  const [x, y] = [a.source ?? a, b.source ?? b];
  const isWhole = b.nearest && y.line === 1 && y.column === 1;
  return x.url === y.url && (isWhole || (x.line === y.line && x.column === y.column));
}

const ALSO_SHOWN = 3;

/** What grows with it. */
function formatCompanions({ also }: Suspect): string {
  const shown = also.slice(0, ALSO_SHOWN).map(({ className, addedPerStep }) => {
    const added = addedPerStep.reduce((sum, step) => sum + step, 0);
    return `${formatCountChange(added)} ${shownName(className)}`;
  });
  const more = also.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} other ${more === 1 ? 'class' : 'classes'}` : '');
}

function addSuspect(page: Page, suspect: Suspect, growth: number, file: string): void {
  addTitle(page, suspect, growth);
  const { cause } = suspect;
  const fits = (parts: readonly string[]): boolean => wrapSteps(page, parts).length <= PATH_LINES;
  addSteps(page, 'why', buildFittingParts(suspect.path, suspect.holder.id, shownName, fits));
  // One of several holders is not enough to cut.
  const other = suspect.otherPaths
    .map((path) => buildOtherParts(suspect.path, path, shownName))
    .find((parts) => parts !== null);
  if (other) addSteps(page, 'and', other);
  const evidence = cause.evidence.length === 0 ? '' : `: ${cause.evidence.join('; ')}`;
  addLabelled(
    page,
    'cause',
    shownName(`${cause.kind.replaceAll('-', ' ')} (${cause.confidence})${evidence}`),
  );
  addLabelled(page, 'with', formatCompanions(suspect));
  addLabelled(page, 'where', formatWhere(suspect));
  addLabelled(page, 'try', shownName(cause.advice));
  if (suspect.known !== null) {
    const { name, note } = suspect.known;
    addLabelled(page, 'known', shownName(note === '' ? name : `${name}: ${note}`));
  }
  const room = page.width - indent.length - labelWidth;
  const command = cutToWidth(buildRetainersCommand(file, idToAskOf(suspect), room), room);
  page.lines.push(`${indent}${page.style('more', 'dim')}   ${page.style(command, 'command')}`);
}

/** The holder, which is what one has to change; of a group of roots there is nothing to tell. */
function idToAskOf({ holder, growing }: Suspect): number {
  return holder.kind === 'synthetic' ? (growing.sampleIds.at(0) ?? holder.id) : holder.id;
}

/** Lines of a path; more are for `heapdiff retainers`. */
const PATH_LINES = 3;

function wrapSteps(page: Page, parts: readonly string[]): readonly string[] {
  const head = ' '.repeat(indent.length + labelWidth);
  return wrapParts(parts, {
    ...{ width: page.width, first: head, rest: head, separator: ' → ', leading: true },
  });
}

function addSteps(page: Page, label: string, parts: readonly string[]): void {
  const [first = '', ...rest] = wrapSteps(page, parts);
  page.lines.push(indent + page.style(label, 'dim') + first.slice(indent.length + label.length), ...rest);
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

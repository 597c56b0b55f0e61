// A comparison -> its answer in one sentence, one line of context and the facts under it.

import type { DiffReport, Suspect } from '../../src/report/model.js';
import { type Child, h } from '../dom/element.js';
import { fact, heapName, prose, sayWords, sentence, size } from '../dom/parts.js';
import {
  findUnit,
  formatChange,
  formatCount,
  formatFraction,
  formatShare,
  formatSize,
  formatSnapshot,
  splitSize,
} from '../text/format.js';
import { holderWords } from '../text/plain-words.js';
import { showFile, showName } from '../text/show-name.js';
import { describeRate } from './rate.js';

function spanText(report: DiffReport): string {
  const first = report.snapshots[0]?.capturedAt ?? null;
  const last = report.snapshots.at(-1)?.capturedAt ?? null;
  if (first === null || last === null) return '';
  const seconds = Math.round((Date.parse(last) - Date.parse(first)) / 1000);
  if (!(seconds > 0)) return '';
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const parts =
    hours > 0
      ? [`${hours} h`, `${minutes} min`]
      : minutes > 0
        ? [`${minutes} min`, `${seconds % 60} s`]
        : [`${seconds} s`];
  return ` in ${parts.join(' ')}`;
}

function contextLine(report: DiffReport): HTMLElement {
  const producer = report.snapshots.at(-1)?.producer ?? '';
  return h(
    'p',
    { class: 'context' },
    `${showName(producer, 80)}, ${report.snapshots.length} snapshots${spanText(report)}`,
  );
}

function holderText(suspect: Suspect): Child[] {
  const { holder } = suspect;
  const location = holder.location;
  const file = suspect.owner.file ?? (location === null ? null : (location.source ?? location).url);
  return [
    ', held by ',
    ...sayWords(holderWords(suspect)),
    ...(file === null ? [] : [' in ', h('bdi', {}, showFile(file))]),
  ];
}

function answer(report: DiffReport, suspect: Suspect): HTMLElement {
  const { growing, growth } = suspect;
  const isSure = report.snapshots.length > 2 && growing.addedPerStep.every((added) => added > 0);
  const rate = isSure ? describeRate(growing.addedPerStep) : `${formatChange(growth.count)} objects`;
  return h(
    'h1',
    {},
    heapName(growing.className, 48),
    isSure ? ' keeps growing: ' : ' grew: ',
    h('span', { class: suspect.cause.confidence === 'low' ? '' : 'grow-text' }, rate),
    ...holderText(suspect),
  );
}

function lede(report: DiffReport, suspect: Suspect): HTMLElement {
  const whole = report.totals.growth.shallowSize;
  const second = report.suspects.rows[1];
  const parts: Child[] = [];
  if (whole > 0 && suspect.growth.retained > 0) {
    parts.push(
      'It keeps ',
      size(suspect.growth.retained),
      ` more, ${formatShare(suspect.growth.retained, whole)} of all growth`,
    );
    if (second !== undefined) {
      parts.push(
        '; ',
        heapName(second.growing.className, 40),
        ` is another ${formatShare(second.growth.retained, whole)}`,
      );
    }
    parts.push('. ');
  }
  parts.push(...prose(sentence(suspect.cause.advice), 300));
  return h('p', { class: 'lede' }, ...parts);
}

export function processText(report: DiffReport): string {
  const { mode, matchedFraction } = report.identity;
  return mode === 'id' ? `yes, ${formatFraction(matchedFraction)} of ids agree` : 'no, compared by structure';
}

function facts(report: DiffReport): HTMLElement {
  const { shallowSizes, growth } = report.totals;
  const last = formatSnapshot(shallowSizes.length - 1);
  const unit = findUnit(Math.max(...shallowSizes));
  const before = splitSize(shallowSizes[0] ?? 0, unit).digits;
  const after = splitSize(shallowSizes.at(-1) ?? 0, unit);
  return h(
    'dl',
    { class: 'facts' },
    fact(
      `Heap, A to ${last}`,
      `${before} \u2192 ${after.digits}`,
      h('span', { class: 'unit' }, `\u00a0${after.unit}`),
    ),
    fact(
      'Growth',
      h(
        'span',
        { class: growth.shallowSize > 0 && report.suspects.total > 0 ? 'grow-text' : '' },
        size(growth.shallowSize, { signed: true }),
      ),
    ),
    fact('Objects', formatChange(growth.count)),
    fact('Same process', processText(report)),
  );
}

export function suspectAnswer(report: DiffReport, suspect: Suspect): HTMLElement {
  return h(
    'div',
    { class: 'answer' },
    contextLine(report),
    answer(report, suspect),
    lede(report, suspect),
    facts(report),
  );
}

/** Nothing found: what moved, and what was looked at. */
export function healthyAnswer(report: DiffReport): HTMLElement {
  const { growth, counts } = report.totals;
  const last = formatSnapshot(report.snapshots.length - 1);
  const words =
    report.identity.mode === 'structural'
      ? 'These snapshots are of different processes, so objects cannot be followed from one to the other; no class grew in a way that points to a leak.'
      : "What grew is the runtime's own code, did so once and then stood still, was replaced at a constant rate, or is too small to stand behind.";
  return h(
    'div',
    { class: 'answer' },
    contextLine(report),
    h('h1', {}, 'No leak suspected'),
    h(
      'p',
      { class: 'lede' },
      'The heap moved by ',
      h('b', {}, size(growth.shallowSize, { signed: true })),
      ` between A and ${last}. ${words}`,
    ),
    h(
      'dl',
      { class: 'facts' },
      fact('Objects compared', formatCount(counts.at(-1) ?? 0)),
      fact('Classes looked at', formatCount(report.examined.classes)),
      fact('Heap now', formatSize(report.totals.shallowSizes.at(-1) ?? 0)),
      fact('Same process', processText(report)),
    ),
  );
}

// A comparison -> the first page: the answer, the memory curve, the suspects.

import type { DiffReport } from '../../src/report/model.js';
import { h, replaceChildren } from '../dom/element.js';
import { icon } from '../dom/icon.js';
import { sentence } from '../dom/parts.js';
import type { Page, View } from '../state/page.js';
import { formatShare } from '../text/format.js';
import { showName } from '../text/show-name.js';
import { healthyAnswer, suspectAnswer } from './answer.js';
import { healthyCards } from './healthy-cards.js';
import { memoryCurve } from './memory-curve.js';
import { suspectCard } from './suspect-card.js';

function warningList(report: DiffReport): HTMLElement | null {
  const texts = report.warnings.map((warning) => warning.message);
  if (report.identity.mode === 'structural' && !texts.some((text) => text === report.identity.reason)) {
    texts.unshift(report.identity.reason);
  }
  // What one says in passing another need not say again.
  const told = texts.filter(
    (text, at) => !texts.some((other, i) => i !== at && other !== text && other.includes(text)),
  );
  if (told.length === 0) return null;
  return h(
    'ul',
    { class: 'warnings', 'aria-label': 'Warnings' },
    ...told.map((text) => h('li', {}, icon('warning'), h('span', {}, showName(sentence(text), 400)))),
  );
}

function suspectHeading(report: DiffReport): HTMLElement {
  const sum = report.suspects.rows.reduce((total, suspect) => total + suspect.growth.retained, 0);
  const whole = report.totals.growth.shallowSize;
  const { total, shown } = report.suspects;
  const text = whole > 0 ? `${formatShare(sum, whole)} of the growth, no byte counted twice` : '';
  return h(
    'div',
    { class: 'section-head' },
    h('h2', {}, 'Suspects'),
    h('span', { class: 'caption' }, total > shown ? `${shown} of ${total} shown, ${text}` : text),
  );
}

/** What has the pointer or the focus is also darker in the curve. */
function followSuspect(element: HTMLElement): void {
  const follow = (event: Event): void => {
    const card = (event.target as Element).closest<HTMLElement>('[data-suspect]');
    const wanted =
      event.type === 'pointerout' || event.type === 'focusout' ? null : (card?.dataset['suspect'] ?? null);
    for (const layer of element.querySelectorAll('.layer, .curve-row')) {
      layer.classList.toggle('is-followed', wanted !== null && layer.getAttribute('data-suspect') === wanted);
    }
  };
  for (const type of ['pointerover', 'pointerout', 'focusin', 'focusout'])
    element.addEventListener(type, follow);
}

export function diffOverview(page: Page, report: DiffReport): View {
  const element = h('div', { class: 'overview' });
  const suspects = report.suspects.rows;
  followSuspect(element);

  function update(): void {
    const first = suspects[0];
    replaceChildren(
      element,
      h(
        'div',
        { class: 'top' },
        h(
          'div',
          {},
          first === undefined ? healthyMark() : null,
          first === undefined ? healthyAnswer(report) : suspectAnswer(report, first),
        ),
        memoryCurve(page, report),
      ),
      warningList(report),
      ...(first === undefined
        ? [healthyCards(page, report)]
        : [suspectHeading(report), ...suspects.map((suspect) => suspectCard(page, report, suspect))]),
    );
  }

  function healthyMark(): HTMLElement {
    return h('div', { class: 'healthy-mark' }, icon('check'));
  }

  function focusSuspect(step: number): void {
    const at = suspects.findIndex((suspect) => suspect.fingerprint === page.get('suspect'));
    const next = suspects[Math.max(0, Math.min(suspects.length - 1, at + step))];
    if (next === undefined) return;
    page.adjust({ suspect: next.fingerprint });
    const card = [...element.querySelectorAll<HTMLElement>('article[data-suspect]')].find(
      (candidate) => candidate.dataset['suspect'] === next.fingerprint,
    );
    card?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: 'nearest' });
  }

  return {
    element,
    update,
    onKey({ key }) {
      const chosen = suspects.find((suspect) => suspect.fingerprint === page.get('suspect')) ?? suspects[0];
      if (key === 'j' || key === 'J') focusSuspect(1);
      else if (key === 'k' || key === 'K') focusSuspect(-1);
      else if ((key === 'g' || key === 'G') && chosen !== undefined)
        page.open('graph', { suspect: chosen.fingerprint });
      else if (key === 'c' && chosen !== undefined)
        page.copy(`${showName(chosen.title, 400)}\n${showName(chosen.pathText, 1000)}`, 'Suspect');
      else return false;
      return true;
    },
  };
}

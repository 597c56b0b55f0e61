// One snapshot on the drop page -> its row: letter, name, size, progress, and what can be done with it.

import { h } from '../dom/element.js';
import { icon } from '../dom/icon.js';
import { size } from '../dom/parts.js';
import { formatSnapshot } from '../text/format.js';
import { showName } from '../text/show-name.js';
import type { AppFile } from './app-file.js';
import { findStep, steps } from './stages.js';

export interface DropRow {
  readonly file: AppFile;
  state: 'waiting' | 'working' | 'ready' | 'failed';
  stage: string;
  /** Of the bytes of the file, where reading is the stage. */
  fraction: number;
  /** When its reading began, in milliseconds of the page. */
  since: number | null;
}

export interface RowActions {
  onEarlier(): void;
  onRemove(): void;
}

const LONGEST_NAME = 60;
const stateWords: Readonly<Record<DropRow['state'], string>> = {
  waiting: 'Waiting',
  working: '',
  ready: 'Ready',
  failed: 'Not readable',
};

/** Where as much has been read as tells the speed. */
function timeLeft({ fraction, since }: DropRow): string {
  if (since === null || fraction < 0.05 || fraction >= 1) return '';
  const seconds = ((performance.now() - since) * (1 - fraction)) / fraction / 1000;
  return seconds < 1 ? '' : `about ${Math.round(seconds)} s left to read`;
}

function progress(row: DropRow, name: string): HTMLElement {
  const step = findStep(row.stage);
  const percent = step === 0 ? Math.floor(row.fraction * 100) : 100;
  const fill = h('i', {});
  fill.style.setProperty('width', `${percent}%`);
  return h(
    'div',
    { class: 'drop-progress' },
    h(
      'div',
      {
        class: 'drop-bar',
        role: 'progressbar',
        'aria-label': `Reading ${name}`,
        'aria-valuenow': percent,
        'aria-valuemin': 0,
        'aria-valuemax': 100,
      },
      fill,
    ),
    h(
      'ol',
      {},
      ...steps.map((title, number) =>
        h(
          'li',
          { class: number === step ? 'is-now' : '' },
          number === 0 && step === 0 ? `${title}, ${percent} %` : title,
        ),
      ),
      step === 0 ? h('li', { class: 'drop-left' }, timeLeft(row)) : null,
    ),
  );
}

export function drawRow(row: DropRow, at: number, count: number, actions: RowActions): HTMLElement {
  const name = showName(row.file.name, LONGEST_NAME);
  const when = row.file.modified > 0 ? new Date(row.file.modified) : null;
  return h(
    'div',
    { class: `drop-file is-${row.state}` },
    h('span', { class: row.state === 'working' ? 'letter is-newest' : 'letter' }, formatSnapshot(at)),
    h('b', { title: when === null ? null : `Written ${when.toLocaleString()}` }, h('bdi', {}, name)),
    h('span', { class: 'drop-size' }, size(row.file.size)),
    h(
      'span',
      { class: 'drop-actions' },
      at === 0
        ? null
        : h(
            'button',
            {
              type: 'button',
              class: 'icon-button',
              'aria-label': `Earlier: ${name}`,
              title: 'Earlier',
              'data-focus': `earlier ${at}`,
              click: () => actions.onEarlier(),
            },
            icon('up'),
          ),
      count < 2
        ? null
        : h(
            'button',
            {
              type: 'button',
              class: 'icon-button',
              'aria-label': `Leave out ${name}`,
              title: 'Leave out',
              'data-focus': `remove ${at}`,
              click: () => actions.onRemove(),
            },
            icon('close'),
          ),
    ),
    row.state === 'working' ? progress(row, name) : h('p', { class: 'caption' }, stateWords[row.state]),
  );
}

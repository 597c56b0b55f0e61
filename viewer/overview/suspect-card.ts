// One suspect -> a card: what grows, how fast, why, what to try, where, and the path that keeps it.

import type { DiffReport, Suspect } from '../../src/report/model.js';
import { type Child, h } from '../dom/element.js';
import { icon } from '../dom/icon.js';
import {
  button,
  command,
  heapName,
  numbersBold,
  place,
  prose,
  quoteArgument,
  sayWords,
  sentence,
  size,
} from '../dom/parts.js';
import { trend } from '../dom/trend.js';
import { type Page, toggleInList } from '../state/page.js';
import { formatCount, formatShare } from '../text/format.js';
import { givenName, holderWords } from '../text/plain-words.js';
import { showName } from '../text/show-name.js';
import { markHolder, pathList } from './path-list.js';
import { type Confidence, describeSteps, toneOf } from './rate.js';

const causeNames: Readonly<Record<Suspect['cause']['kind'], string>> = {
  'module-cache': 'Module cache',
  'detached-dom': 'Detached DOM',
  timer: 'Timer',
  'event-listener': 'Event listener',
  'dangling-subscription': 'Dangling subscription',
  'async-context': 'Async context',
  'pending-promise': 'Pending promise',
  'unclosed-handle': 'Unclosed handle',
  'external-memory': 'External memory',
  'string-accumulation': 'Growing strings',
  'closure-context': 'Closure variable',
  'global-variable': 'Global variable',
  'unbounded-collection': 'Unbounded collection',
  other: 'Cause unknown',
};

function confidenceBadge(confidence: Confidence): HTMLElement {
  const level = { low: 1, medium: 2, high: 3 }[confidence];
  return h(
    'span',
    { class: 'chip confidence' },
    h(
      'span',
      { class: 'bars', 'aria-hidden': 'true' },
      ...[1, 2, 3].map((bar) => h('i', { class: bar <= level ? 'is-on' : '' })),
    ),
    `${confidence} confidence`,
  );
}

function row(label: string, ...value: Child[]): HTMLElement {
  return h('div', { class: 'why-row' }, h('dt', {}, label), h('dd', {}, ...value));
}

function whyPart(suspect: Suspect): HTMLElement {
  const { cause, growing, holder, known, owner, also } = suspect;
  const places = [
    ...(growing.location === null ? [] : [[growing.location, 'class ', growing.className] as const]),
    ...(holder.location === null ? [] : [[holder.location, 'where it is held', ''] as const]),
  ];
  return h(
    'dl',
    { class: 'why' },
    row('Cause', h('b', {}, causeNames[cause.kind]), ' ', confidenceBadge(cause.confidence)),
    cause.evidence.length > 0
      ? row(
          'Evidence',
          h(
            'ul',
            {},
            ...cause.evidence.map((text) => h('li', {}, ...numbersBold(sentence(text).replace(/\.$/, '')))),
          ),
        )
      : null,
    row('Try', h('b', {}, ...prose(sentence(cause.advice), 400))),
    places.length > 0
      ? row(
          'Where',
          ...places.map(([at, text, name]) =>
            h('div', {}, place(at, true), ' ', text, name === '' ? null : heapName(name, 40)),
          ),
        )
      : null,
    owner.package === null ? null : row('Package', heapName(owner.package, 60)),
    also.length > 0
      ? row(
          'With it',
          ...also
            .slice(0, 4)
            .flatMap((other, index) => [index > 0 ? ', ' : null, heapName(other.className, 30)]),
          also.length > 4 ? ` and ${also.length - 4} more` : null,
        )
      : null,
    known === null
      ? null
      : row('Known', h('b', {}, showName(known.name, 80)), ' ', showName(known.note, 300)),
  );
}

function pathPart(suspect: Suspect): HTMLElement {
  const others = suspect.otherPaths.length;
  return h(
    'div',
    { class: 'why-path' },
    h('header', {}, h('h3', {}, 'Why it stays in memory'), h('span', { class: 'caption' }, 'shortest path')),
    pathList(suspect.path, { holder: markHolder(suspect), count: suspect.growth.count }),
    others === 0
      ? null
      : h(
          'details',
          { class: 'other-paths' },
          h('summary', {}, `${others} more ${others === 1 ? 'way' : 'ways'} in`, icon('down')),
          ...suspect.otherPaths.map((path) => pathList(path, { holder: markHolder(suspect), count: 1 })),
        ),
  );
}

function title(suspect: Suspect): HTMLElement {
  const { holder, growth, growing } = suspect;
  const given = givenName(holder.name);
  const [first, ...others] = holderWords(suspect);
  const isPlain = others.length > 0 || first?.isName === false;
  const start = first === undefined || first.isName ? '' : sentence(first.text).replace(/\.$/, '');
  return h(
    'h3',
    { class: 'card-title', title: showName(suspect.title, 300) },
    ...(isPlain
      ? [start, ...sayWords(others)]
      : [
          given === null || given === holder.className ? null : `${showName(holder.className, 24)} `,
          heapName(given ?? holder.className, 48),
        ]),
    ` ${/listeners\b/.test(start) ? 'keep' : 'keeps'} ${formatCount(growth.count)} more `,
    heapName(growing.className, 48),
  );
}

export function suspectCard(page: Page, report: DiffReport, suspect: Suspect): HTMLElement {
  const tone = toneOf(suspect);
  const counts = suspect.growing.counts;
  const expected = page.getList('expected').includes(suspect.fingerprint);
  const isOpen = page.get('suspect') === suspect.fingerprint;
  const whole = report.totals.growth.shallowSize;
  const sample = suspect.growing.sampleIds.at(-1) ?? suspect.path.at(-1)?.id;
  const file = report.snapshots.at(-1)?.path ?? '';
  const openGraph = (): void => page.open('graph', { suspect: suspect.fingerprint, node: null, edge: null });
  return h(
    'article',
    {
      class: `card suspect ${tone}${expected ? ' is-expected' : ''}${isOpen ? ' is-chosen' : ''}`,
      'data-suspect': suspect.fingerprint,
      'aria-label': `Suspect ${suspect.rank}`,
      tabindex: '-1',
    },
    h(
      'header',
      { class: 'suspect-head' },
      h('span', { class: 'rank' }, suspect.rank),
      h(
        'div',
        { class: 'suspect-title' },
        title(suspect),
        h('p', { class: 'caption' }, describeSteps(suspect), expected ? ', marked as expected' : ''),
      ),
      h(
        'div',
        { class: 'suspect-trend' },
        h('span', {}, formatCount(counts[0] ?? 0)),
        trend(counts, {
          width: 122,
          height: 40,
          dots: counts.length <= 12,
          tone,
          label: `Objects in each snapshot: ${counts.map(formatCount).join(', ')}`,
        }),
        h('b', {}, formatCount(counts.at(-1) ?? 0)),
      ),
      h(
        'div',
        { class: 'suspect-growth' },
        h('strong', {}, size(suspect.growth.retained, { signed: true })),
        whole > 0
          ? h('p', { class: 'caption' }, `${formatShare(suspect.growth.retained, whole)} of the growth`)
          : null,
      ),
    ),
    expected ? null : h('div', { class: 'suspect-body' }, whyPart(suspect), pathPart(suspect)),
    h(
      'footer',
      { class: 'suspect-foot' },
      button('Open the graph', openGraph, {
        icon: 'graph',
        key: 'G',
        class: 'button is-primary',
        id: `graph ${suspect.fingerprint}`,
      }),
      button(
        `See the ${formatCount(suspect.growth.count)} objects`,
        () => page.open('classes', { open: suspect.growing.key, filter: null, kind: null }),
        { id: `objects ${suspect.fingerprint}` },
      ),
      button(
        expected ? 'Not expected' : 'Mark expected',
        () => page.set({ expected: toggleInList(page.getList('expected'), suspect.fingerprint) }),
        {
          class: 'button is-quiet',
          id: `expected ${suspect.fingerprint}`,
          hint: 'It is meant to grow: folds the card and keeps that in the link',
        },
      ),
      sample === undefined
        ? null
        : command(`heapdiff retainers ${quoteArgument(file)} --id ${sample}`, (text) =>
            page.copy(text, 'Command'),
          ),
    ),
  );
}

// A summary, retainers, a chain or an excerpt -> its answer in words, and the paths drawn.

import type {
  ChainReport,
  ExcerptReport,
  ObjectInfo,
  PathStep,
  RetainersReport,
  SummaryReport,
  ViewerData,
} from '../../src/report/model.js';
import { type Child, h, replaceChildren } from '../dom/element.js';
import { glyph } from '../dom/glyph.js';
import { button, fact, heapName, place, sayWords, sentence, size, quoteArgument } from '../dom/parts.js';
import { findSharedStep } from '../graph/class-source.js';
import type { Page, View } from '../state/page.js';
import { formatCount } from '../text/format.js';
import { findOwnerKind } from '../text/owner-kind.js';
import { findNamedStep, givenName, isGlobalObject, stepWords } from '../text/plain-words.js';
import { showName } from '../text/show-name.js';
import { neighbourCard } from './neighbour-card.js';
import { retainersAside } from './retainers-aside.js';
import { type MarkedStep, pathList } from './path-list.js';

type Question = SummaryReport | RetainersReport | ChainReport | ExcerptReport;

function objectName(object: ObjectInfo): Child[] {
  const given = givenName(object.name);
  const name = given === null ? [] : [heapName(given, 48), ' '];
  return [...name, heapName(object.className, 48), ` @${object.id}`];
}

/** Everything hangs from the global object, and V8's own groups have no name that means anything. */
function isTelling({ className }: ObjectInfo): boolean {
  return !isGlobalObject(className) && !/^(\(|system \/)/.test(className);
}

function answerOf(report: Question, paths: ViewerData['paths']): HTMLElement {
  switch (report.kind) {
    case 'summary': {
      const [pile] = report.accumulations;
      const biggest = pile?.holder ?? report.biggest.find(isTelling) ?? report.biggest[0];
      const total = report.snapshots[0]?.totalSize ?? 0;
      if (biggest === undefined) return h('h1', {}, size(total), ' in this heap');
      return h(
        'h1',
        {},
        size(total),
        ' in this heap, ',
        size(biggest.retainedSize),
        ' of it kept by ',
        heapName(givenName(biggest.name) ?? biggest.className, 48),
        pile === undefined ? null : `, which has ${formatCount(pile.count)} `,
        pile === undefined ? null : heapName(pile.className, 48),
      );
    }
    case 'retainers':
      return retainersAnswer(report);
    case 'chain': {
      const count = report.paths.length;
      if (count === 0)
        return h(
          'h1',
          {},
          'No reference leads from ',
          ...objectName(report.from),
          ' to ',
          ...objectName(report.to),
        );
      return h(
        'h1',
        {},
        ...objectName(report.from),
        ' reaches ',
        ...objectName(report.to),
        ` in ${count} ${count === 1 ? 'way' : 'ways'}`,
      );
    }
    case 'excerpt':
      return report.direction === 'backrefs' && paths.length > 0
        ? objectAnswer(report.target, paths[0])
        : h(
            'h1',
            {},
            report.direction === 'backrefs' ? 'What keeps ' : 'What is kept by ',
            ...objectName(report.target),
          );
  }
}

/** One object stays, and who has it. */
function objectAnswer(target: ObjectInfo, path: readonly PathStep[] | undefined): HTMLElement {
  if (path === undefined || path.length < 2)
    return h('h1', {}, ...objectName(target), ' is not kept by anything that was found');
  const who = sayWords(stepWords(path, findNamedStep(path, path.length - 2)));
  return h('h1', {}, ...objectName(target), ' stays in memory, held by ', ...who);
}

function retainersAnswer(report: RetainersReport): HTMLElement {
  const { target, instances, paths, pathCounts } = report;
  const [path] = paths;
  if (path === undefined || path.length < 2 || instances === null || instances.count < 2)
    return objectAnswer(target, path);
  // Who holds them all, where somebody does: the reference to cut is there.
  const shared = path.findIndex((step) => step === findSharedStep(report, path));
  const who = sayWords(stepWords(path, shared > 0 ? shared : findNamedStep(path, path.length - 2)));
  const alike = pathCounts[0] ?? instances.count;
  return h(
    'h1',
    {},
    `${formatCount(instances.count)} `,
    heapName(instances.className, 48),
    ' stay in memory, ',
    alike < instances.count ? `${formatCount(alike)} of them ` : null,
    'held by ',
    ...who,
  );
}

/** Where one cut frees all that are held in this way; of one object, what holds it. */
function markStep(report: RetainersReport, path: readonly PathStep[]): MarkedStep | null {
  if ((report.instances?.count ?? 1) < 2) return markNamed(path);
  const step = findSharedStep(report, path);
  if (step === null || path.length < 3) return null;
  const text = isGlobalObject(step.className) ? 'cut below' : 'cut here';
  return { id: step.id, sizes: null, location: null, text };
}

function markNamed(path: readonly PathStep[]): MarkedStep | null {
  const step = path[findNamedStep(path, path.length - 2)];
  if (step === undefined || path.length < 3) return null;
  return { id: step.id, sizes: null, location: null, text: 'held here' };
}

function factsOf(report: Question): HTMLElement {
  if (report.kind === 'summary') {
    const snapshot = report.snapshots[0];
    return h(
      'dl',
      { class: 'facts' },
      fact('Objects', formatCount(snapshot?.nodeCount ?? 0)),
      fact('Classes', formatCount(report.classes.total)),
      fact('Strings', size(report.statistics.v8heap.strings)),
      fact('Code', size(report.statistics.v8heap.code)),
    );
  }
  const target = report.kind === 'chain' ? report.to : report.target;
  return h(
    'dl',
    { class: 'facts' },
    report.kind === 'retainers' && report.instances !== null
      ? fact('Shown for', h('span', { class: 'mono' }, `@${target.id}`))
      : null,
    fact('Retained', size(target.retainedSize)),
    fact('Shallow', size(target.shallowSize)),
    fact('Distance', String(target.distance)),
    target.location === null ? null : fact('Where', place(target.location, true)),
  );
}

/** In the app its graph; a summary by itself has none, but the command that draws one. */
function objectButton(page: Page, id: number): HTMLElement {
  const file = page.data.report.snapshots[0]?.path ?? 'FILE';
  const isLive = page.ask !== null;
  return h(
    'button',
    {
      type: 'button',
      class: 'link-button',
      'aria-label': isLive ? `graph of @${id}` : `copy command for @${id}`,
      click: () =>
        isLive
          ? page.open('graph', { id: String(id) })
          : page.copy(`heapdiff retainers ${quoteArgument(file)} --id ${id}`, 'Command'),
    },
    isLive ? 'graph' : 'copy command',
  );
}

function objectRow(page: Page, object: ObjectInfo, more: HTMLElement | null): HTMLElement {
  return h(
    'li',
    {},
    glyph(findOwnerKind(object.className, object.location)),
    h(
      'span',
      { class: 'object-name' },
      givenName(object.name) === null ? null : h('b', {}, heapName(object.name ?? '', 50), ' '),
      heapName(object.className, 50),
      h('span', { class: 'mono caption' }, ` @${object.id}`),
      object.location === null ? null : h('span', { class: 'caption' }, ' ', place(object.location)),
      more,
    ),
    size(object.retainedSize),
    objectButton(page, object.id),
  );
}

/** Null where nothing in the heap has enough of anything. */
function accumulationsCard(page: Page, { accumulations }: SummaryReport): HTMLElement | null {
  if (accumulations.length === 0) return null;
  return h(
    'section',
    { class: 'card' },
    h(
      'header',
      {},
      h('h2', {}, 'Where it piles up'),
      h('p', { class: 'caption' }, 'Objects that keep many others of one class, which nothing else keeps'),
    ),
    h(
      'ul',
      { class: 'object-list' },
      ...accumulations.map(({ holder, className, count }) =>
        objectRow(
          page,
          holder,
          h('span', { class: 'caption' }, ` has ${formatCount(count)} `, heapName(className, 50)),
        ),
      ),
    ),
  );
}

function biggestCard(page: Page, report: SummaryReport): HTMLElement {
  return h(
    'section',
    { class: 'card' },
    h(
      'header',
      {},
      h('h2', {}, 'Objects that keep the most'),
      h('p', { class: 'caption' }, 'One may be inside another, so they do not add up.'),
    ),
    h('ul', { class: 'object-list' }, ...report.biggest.map((object) => objectRow(page, object, null))),
    h(
      'footer',
      {},
      button('See all classes', () => page.open('classes'), { class: 'button' }),
    ),
  );
}

function pathCards(
  page: Page,
  paths: readonly (readonly PathStep[])[],
  counts: readonly number[],
  title: string,
  markOf: (path: readonly PathStep[]) => MarkedStep | null,
): HTMLElement {
  return h(
    'section',
    { class: 'path-cards' },
    h(
      'div',
      { class: 'section-head' },
      h('h2', {}, title),
      button('Open the graph', () => page.open('graph'), {
        icon: 'graph',
        key: 'G',
        class: 'button is-primary',
      }),
    ),
    ...paths.map((path, at) =>
      h('div', { class: 'card path-card' }, pathList(path, { holder: markOf(path), count: counts[at] ?? 1 })),
    ),
  );
}

function bodyOf(page: Page, report: Question): HTMLElement | null {
  switch (report.kind) {
    case 'summary':
      return h('div', { class: 'summary-cards' }, accumulationsCard(page, report), biggestCard(page, report));
    case 'excerpt': {
      const { paths } = page.data;
      const neighbours = neighbourCard(page, report, paths.length === 0);
      if (paths.length === 0) return neighbours;
      const ways = pathCards(page, paths, [], 'Why it stays in memory', markNamed);
      return h('div', { class: 'two-columns' }, ways, h('div', {}, neighbours));
    }
    case 'chain':
      return report.paths.length === 0
        ? null
        : pathCards(page, report.paths, [], 'Ways from one to the other', () => null);
    case 'retainers': {
      if (report.paths.length === 0) return null;
      const isClass = (report.instances?.count ?? 1) > 1;
      const title = isClass ? 'Why they stay in memory' : 'Why it stays in memory';
      const ways = pathCards(page, report.paths, report.pathCounts, title, (path) => markStep(report, path));
      return h('div', { class: 'two-columns' }, ways, retainersAside(report));
    }
  }
}

export function questionOverview(page: Page, report: Question): View {
  const element = h('div', { class: 'overview' });
  return {
    element,
    update() {
      const snapshot = report.snapshots[0];
      replaceChildren(
        element,
        h(
          'div',
          { class: 'answer is-wide' },
          h('p', { class: 'context' }, showName(`${snapshot?.path ?? ''}, ${snapshot?.producer ?? ''}`, 160)),
          answerOf(report, page.data.paths),
          factsOf(report),
        ),
        report.warnings.length === 0
          ? null
          : h(
              'ul',
              { class: 'warnings', 'aria-label': 'Warnings' },
              ...report.warnings.map((warning) => h('li', {}, showName(sentence(warning.message), 400))),
            ),
        bodyOf(page, report),
      );
    },
    onKey({ key }) {
      if ((key !== 'g' && key !== 'G') || report.kind === 'summary') return false;
      page.open('graph');
      return true;
    },
  };
}

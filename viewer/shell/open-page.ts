// Data and an element -> the page: bar, tabs, the view that location.hash names, keys.

import type { ViewerData } from '../../src/report/model.js';
import { type Child, h, replaceChildren } from '../dom/element.js';
import { icon, logo } from '../dom/icon.js';
import { button } from '../dom/parts.js';
import {
  type Changes,
  type PageState,
  type ViewName,
  changeState,
  formatHash,
  parseHash,
} from '../state/page-state.js';
import { type AskHeap, type BuildView, type Page, type View, splitList } from '../state/page.js';
import { formatSnapshot } from '../text/format.js';
import { openFinder } from './finder.js';
import { buildHelp } from './help.js';
import { openPrint } from './print-all.js';
import { findTabs } from './tabs.js';

export type Views = Readonly<Record<ViewName, BuildView>>;

/** The app: the snapshot at hand, and the way back to where others are chosen. */
export interface Live {
  readonly ask: AskHeap;
  leave(): void;
}

export interface OpenPage {
  destroy(): void;
}

/** Another suspect or object to begin with: what was chosen, opened and cut belongs to the one before. */
function startOf(changes: Changes): Changes {
  if (changes['suspect'] === undefined && changes['id'] === undefined) return {};
  const chosen = { node: null, edge: null, more: null, cut: null, fine: null, stuck: null, rows: null };
  return { ...chosen, id: null, dir: null };
}

function comparedText(data: ViewerData): Child {
  const { snapshots } = data.report;
  const count = snapshots.length;
  if (count < 2) return h('span', {}, 'one snapshot');
  const shown = count <= 4 ? snapshots.map((_, index) => index) : [0, 1, count - 1];
  return h(
    'span',
    { class: 'compared' },
    ...shown.map((index) =>
      h(
        'span',
        { class: index === count - 1 ? 'letter is-newest' : 'letter', 'aria-hidden': 'true' },
        formatSnapshot(index),
      ),
    ),
    ` comparing A with ${formatSnapshot(count - 1)}`,
  );
}

export function openPage(root: HTMLElement, data: ViewerData, views: Views, live: Live | null): OpenPage {
  let state: PageState = parseHash(location.hash);
  let view: View | null = null;
  let shownView: ViewName | null = null;
  let lettersAct = true;
  const tabs = findTabs(data, live !== null);
  const content = h('main', { id: 'content', tabindex: '-1' });
  const toast = h('div', { class: 'toast', role: 'status', 'aria-live': 'polite' });
  const nav = h('nav', { 'aria-label': 'Views', class: 'tabs' });
  let hideToast = 0;

  function show(next: PageState, replace: boolean): void {
    state = next;
    const hash = formatHash(next);
    if (hash !== location.hash) {
      if (replace) history.replaceState(null, '', hash);
      else history.pushState(null, '', hash);
    }
    render();
  }

  const page: Page = {
    data,
    ask: live?.ask ?? null,
    get: (name) => state.settings.get(name) ?? null,
    getList: (name) => splitList(state.settings.get(name) ?? null),
    set: (changes) => show(changeState(state, state.view, changes), false),
    adjust: (changes) => show(changeState(state, state.view, changes), true),
    open: (name, changes = {}) => show(changeState(state, name, { ...startOf(changes), ...changes }), false),
    refresh: () => render(),
    announce(text) {
      toast.textContent = text;
      toast.classList.add('is-shown');
      clearTimeout(hideToast);
      hideToast = setTimeout(() => toast.classList.remove('is-shown'), 2500);
    },
    copy(text, what) {
      void navigator.clipboard.writeText(text).then(
        () => page.announce(`${what} copied`),
        () => copyBySelection(text, what, page),
      );
    },
  };

  function renderTabs(): void {
    replaceChildren(
      nav,
      ...tabs.map((tab) =>
        h(
          'a',
          {
            href: formatHash({ ...state, view: tab.view }),
            class: 'tab',
            'aria-current': tab.view === state.view ? 'page' : null,
          },
          tab.title,
          tab.count === null
            ? null
            : h(
                'span',
                { class: tab.isAlarm ? 'badge is-alarm' : 'badge' },
                tab.count.toLocaleString('en-US'),
              ),
        ),
      ),
    );
  }

  function render(): void {
    if (!tabs.some((tab) => tab.view === state.view)) state = changeState(state, 'overview', {});
    renderTabs();
    if (view === null || shownView !== state.view) {
      view?.destroy?.();
      view = views[state.view](page);
      shownView = state.view;
      content.className = `view-${state.view}`;
      replaceChildren(content, view.element);
      if (scrollY > 0) scrollTo(0, 0);
    }
    keepFocus(content, view);
    const title = tabs.find((tab) => tab.view === state.view)?.title ?? '';
    document.title = `${title} - heapdiff`;
  }

  const help = buildHelp((on) => (lettersAct = on));
  const finder = openFinder(page);
  const onHash = (): void => {
    state = parseHash(location.hash);
    render();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target as HTMLElement;
    const isTyping = target.matches('input, select, textarea');
    if (isTyping) {
      if (event.key === 'Escape') target.blur();
      return;
    }
    if (document.querySelector('dialog[open]') !== null) return;
    if (!lettersAct && event.key.length === 1 && event.key !== ' ') return;
    if (view?.onKey?.(event) === true || onPageKey(event.key)) event.preventDefault();
  };

  function onPageKey(key: string): boolean {
    const tab = /^[1-9]$/.test(key) ? tabs[Number(key) - 1] : undefined;
    if (tab !== undefined) page.open(tab.view);
    else if (key === '/') finder.focus();
    else if (key === '?') help.showModal();
    else if (key === 'C') page.copy(location.href, 'Link');
    else if (key === 'c') page.copy(content.innerText, 'Text of this view');
    else return toSuspect(key.toLowerCase());
    return true;
  }

  /** From the views that are not about one suspect. */
  function toSuspect(key: string): boolean {
    if (key === 'g' && tabs.some(({ view }) => view === 'graph')) page.open('graph');
    else if ((key === 'j' || key === 'k') && data.report.kind === 'diff') {
      const rows = data.report.suspects.rows;
      const at = rows.findIndex(({ fingerprint }) => fingerprint === page.get('suspect'));
      const next = rows[Math.max(0, Math.min(rows.length - 1, at + (key === 'j' ? 1 : -1)))];
      if (next === undefined) return false;
      page.open('overview', { suspect: next.fingerprint });
    } else return false;
    return true;
  }

  const toContent = (event: MouseEvent): void => {
    event.preventDefault();
    content.focus();
  };
  replaceChildren(
    root,
    h('a', { class: 'skip', href: '#content', click: toContent }, 'To the content'),
    h(
      'header',
      { class: 'bar' },
      h('div', { class: 'brand' }, logo(), 'heapdiff'),
      nav,
      h(
        'div',
        { class: 'bar-end' },
        comparedText(data),
        finder.element,
        live === null ? shareButton(page) : filesButton(live),
        helpButton(help),
      ),
    ),
    content,
    toast,
    help,
  );
  addEventListener('hashchange', onHash);
  addEventListener('popstate', onHash);
  addEventListener('keydown', onKey);
  const closePrint = openPrint();
  render();
  return {
    destroy() {
      view?.destroy?.();
      removeEventListener('hashchange', onHash);
      removeEventListener('popstate', onHash);
      removeEventListener('keydown', onKey);
      closePrint();
    },
  };
}

/** What had the focus before the view was drawn again has it afterwards. */
function keepFocus(content: HTMLElement, view: View): void {
  const before = document.activeElement;
  const key =
    before instanceof Element && content.contains(before) ? before.getAttribute('data-focus') : null;
  view.update();
  if (key === null || (document.activeElement !== document.body && document.activeElement !== null)) return;
  const again = [...content.querySelectorAll<HTMLElement>('[data-focus]')].find(
    (element) => element.getAttribute('data-focus') === key,
  );
  again?.focus({ preventScroll: true });
}

function shareButton(page: Page): HTMLElement {
  return h(
    'button',
    { type: 'button', class: 'button share', click: () => page.copy(location.href, 'Link') },
    icon('link'),
    'Share',
  );
}

/** In the app a link leads nowhere without the snapshot, so there is no Share. */
function filesButton(live: Live): HTMLElement {
  return h(
    'button',
    { type: 'button', class: 'button share', click: () => live.leave() },
    icon('upload'),
    'Files',
  );
}

function helpButton(help: HTMLDialogElement): HTMLElement {
  return button('?', () => help.showModal(), { class: 'button help-button', label: 'Keys' });
}

/** Where the clipboard is out of reach, as in some browsers over file://. */
function copyBySelection(text: string, what: string, page: Page): void {
  const field = h('textarea', { class: 'off-screen', 'aria-label': what });
  field.value = text;
  document.body.append(field);
  field.select();
  // The only way left there; deprecated since the clipboard has an interface of its own.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const isCopied = document.execCommand('copy');
  field.remove();
  page.announce(isCopied ? `${what} copied` : 'The browser did not let it be copied');
}

// The page on which snapshots are dropped: what to drop, that it stays here, how far it is, in which order.

import type { BlobProgress } from '../../src/index.browser.js';
import type { ViewerData } from '../../src/report/model.js';
import { type Child, h, replaceChildren } from '../dom/element.js';
import { icon, logo } from '../dom/icon.js';
import { button } from '../dom/parts.js';
import { showName } from '../text/show-name.js';
import { type AppFile, fromDropped, inOrder } from './app-file.js';
import { type DropRow, drawRow } from './drop-row.js';
import { type Run, RunError, runWorker } from './run-worker.js';

/** Snapshots that were read, and the thread that holds the newest. */
export interface Opened {
  readonly data: ViewerData;
  readonly run: Run;
  readonly files: readonly AppFile[];
}

export interface DropPage {
  /** Takes these instead of what is there, oldest first. */
  take(files: readonly AppFile[]): void;
}

const isMac = (): boolean => navigator.userAgent.includes('Mac');

function hint(title: string, text: string, code: string): HTMLElement {
  return h('section', {}, h('h2', {}, title), h('p', {}, text), code === '' ? null : h('code', {}, code));
}

function describeFailure(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const file = error instanceof RunError && error.file !== null ? `${error.file}: ` : '';
  return `${file}${text}`;
}

/** `files` are listed as they are; they wait for the button, or for `take`. */
export function openDropPage(
  root: HTMLElement,
  files: readonly AppFile[],
  onOpened: (opened: Opened) => void,
): DropPage {
  let rows: DropRow[] = [];
  let run: Run | null = null;
  let failure = '';
  const picker = h('input', {
    type: 'file',
    multiple: true,
    accept: '.heapsnapshot,.heaptimeline,.gz,.json',
    class: 'off-screen',
    'aria-label': 'Choose snapshots',
    tabindex: '-1',
    change: () => {
      start(inOrder(fromDropped(picker.files ?? [])));
      picker.value = '';
    },
  });
  const list = h('div', { class: 'drop-files' });
  const spoken = h('div', { class: 'off-screen', role: 'status', 'aria-live': 'polite' });
  const zone = h(
    'div',
    { class: 'drop-zone' },
    h('span', { class: 'drop-mark' }, icon('upload')),
    h(
      'div',
      { class: 'drop-words' },
      h('h2', {}, 'Drop snapshots here'),
      h(
        'p',
        {},
        h('code', {}, '.heapsnapshot'),
        ' or ',
        h('code', {}, '.heapsnapshot.gz'),
        ', from Node, Deno, Bun or Chromium',
      ),
    ),
    button('Choose files', () => picker.click(), { class: 'button is-primary' }),
  );

  function stop(): void {
    run?.close();
    run = null;
  }

  function setRows(taken: readonly AppFile[]): void {
    stop();
    failure = '';
    rows = taken.map((file) => ({ file, state: 'waiting', stage: '', fraction: 0, since: null }));
  }

  function start(taken: readonly AppFile[]): void {
    if (taken.length === 0) return;
    setRows(taken);
    const current = runWorker(taken, showProgress);
    run = current;
    spoken.textContent = 'Reading';
    current.result.then(
      (data) => {
        if (run !== current) return;
        close();
        onOpened({ data, run: current, files: taken });
      },
      (error: unknown) => {
        if (run !== current) return;
        run = null;
        failure = describeFailure(error);
        const file = error instanceof RunError ? error.file : null;
        for (const row of rows) {
          const isIt = file === null ? row.state === 'working' : row.file.name === file;
          row.state = isIt ? 'failed' : 'waiting';
        }
        draw();
      },
    );
    draw();
  }

  /** Another order, or one less: what was being read is read anew. */
  function rearrange(next: readonly AppFile[]): void {
    if (run === null) setRows(next);
    else if (next.length > 0) start(next);
    else setRows([]);
    draw();
  }

  function cancel(): void {
    if (run === null) return;
    setRows([]);
    spoken.textContent = 'Cancelled';
    draw();
  }

  function showProgress({ index, stage, done, total }: BlobProgress): void {
    for (const [at, row] of rows.entries()) {
      if (at === index) {
        row.state = 'working';
        row.stage = stage;
        row.since ??= performance.now();
        row.fraction = total === null || total === 0 ? 1 : Math.min(1, done / total);
      } else if (row.state === 'working') row.state = 'ready';
    }
    draw();
  }

  function foot(): Child {
    if (run !== null)
      return h('div', { class: 'drop-cancel' }, button('Cancel', cancel, { key: 'Esc', id: 'cancel' }));
    if (rows.length === 0) return null;
    return h(
      'div',
      { class: 'drop-cancel' },
      h('span', { class: 'caption' }, rows.length > 1 ? 'The first is the oldest.' : ''),
      button(
        failure !== '' ? 'Try again' : rows.length > 1 ? 'Compare' : 'Open',
        () => start(rows.map(({ file }) => file)),
        {
          class: 'button is-primary',
          id: 'open',
        },
      ),
    );
  }

  function draw(): void {
    const focused = document.activeElement?.getAttribute('data-focus') ?? null;
    const order = rows.map(({ file }) => file);
    replaceChildren(
      list,
      failure === ''
        ? null
        : h(
            'p',
            { class: 'drop-failure', role: 'alert' },
            icon('warning'),
            h('span', {}, showName(failure, 600)),
          ),
      ...rows.map((row, at) =>
        drawRow(row, at, rows.length, {
          onEarlier: () => {
            const next = [...order];
            next.splice(at - 1, 0, ...next.splice(at, 1));
            rearrange(next);
          },
          onRemove: () => rearrange(order.filter((_, other) => other !== at)),
        }),
      ),
      foot(),
    );
    if (focused === null) return;
    list.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
  }

  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    zone.classList.remove('is-over');
    start(inOrder(fromDropped(event.dataTransfer?.files ?? [])));
  };
  const onDrag = (event: DragEvent): void => {
    event.preventDefault();
    zone.classList.add('is-over');
  };
  const onLeave = (): void => zone.classList.remove('is-over');
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') cancel();
  };
  function close(): void {
    removeEventListener('drop', onDrop);
    removeEventListener('dragover', onDrag);
    removeEventListener('dragleave', onLeave);
    removeEventListener('keydown', onKey);
    run = null;
  }
  addEventListener('drop', onDrop);
  addEventListener('dragover', onDrag);
  addEventListener('dragleave', onLeave);
  addEventListener('keydown', onKey);
  const isServed = location.protocol.startsWith('http');
  replaceChildren(
    root,
    h(
      'header',
      { class: 'bar is-plain' },
      h('div', { class: 'brand' }, logo(), 'heapdiff'),
      h(
        'div',
        { class: 'bar-end' },
        icon('lock'),
        isServed ? 'This page talks to this machine only' : 'This page has no network access',
      ),
    ),
    h(
      'main',
      { class: 'drop' },
      h('h1', {}, 'See what leaks'),
      h(
        'p',
        { class: 'lede' },
        'Drop heap snapshots of one process. Two show a difference; three tell a leak from warm-up. They are read in this tab, oldest first, and never leave this machine.',
      ),
      zone,
      picker,
      list,
      spoken,
      h(
        'div',
        { class: 'drop-hints' },
        hint(
          'From a running Node',
          'Start it with the flag, then signal it.',
          '--heapsnapshot-signal=SIGUSR2',
        ),
        hint(
          'From Chromium',
          `DevTools${isMac() ? ' (Cmd+Opt+I)' : ' (F12)'}, Memory, Heap snapshot, then Save next to its name in the list.`,
          '',
        ),
        hint(
          'Over a gigabyte',
          'The command line needs less memory and gives the same report.',
          'heapdiff a b c --html r.html',
        ),
      ),
    ),
  );
  setRows(files);
  draw();
  return { take: start };
}

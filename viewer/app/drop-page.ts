// The page on which snapshots are dropped: what to drop, that it stays here, how far it is.

import type { BlobProgress, NamedBlob } from '../../src/index.browser.js';
import type { ViewerData } from '../../src/report/model.js';
import { h, replaceChildren } from '../dom/element.js';
import { icon, logo } from '../dom/icon.js';
import { button, size } from '../dom/parts.js';
import { formatSnapshot } from '../text/format.js';
import { showName } from '../text/show-name.js';
import { type Run, RunError, runWorker } from './run-worker.js';
import { findStep, steps } from './stages.js';

type RowState = 'waiting' | 'working' | 'ready' | 'failed';

interface Row {
  readonly file: NamedBlob;
  state: RowState;
  stage: string;
  /** Of the bytes of the file, where reading is the stage. */
  fraction: number;
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

/** Oldest first: by the time of the files, then by name. */
function inOrder(files: readonly File[]): readonly NamedBlob[] {
  return [...files]
    .sort((a, b) => a.lastModified - b.lastModified || (a.name < b.name ? -1 : 1))
    .map((file) => ({ name: file.name, blob: file }));
}

export function openDropPage(root: HTMLElement, onData: (data: ViewerData) => void): void {
  let rows: Row[] = [];
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
      start([...(picker.files ?? [])]);
      picker.value = '';
    },
  });
  const list = h('div', { class: 'drop-files', 'aria-live': 'polite' });
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

  function start(files: readonly File[]): void {
    if (files.length === 0) return;
    run?.cancel();
    failure = '';
    const ordered = inOrder(files);
    rows = ordered.map((file) => ({ file, state: 'waiting', stage: '', fraction: 0 }));
    const current = runWorker(ordered, showProgress);
    run = current;
    current.result.then(
      (data) => {
        if (run !== current) return;
        close();
        onData(data);
      },
      (error: unknown) => {
        if (run !== current) return;
        run = null;
        failure = describeFailure(error);
        for (const row of rows) if (row.state === 'working') row.state = 'failed';
        draw();
      },
    );
    draw();
  }

  function cancel(): void {
    if (run === null) return;
    run.cancel();
    run = null;
    rows = [];
    draw();
  }

  function showProgress({ index, stage, done, total }: BlobProgress): void {
    for (const [at, row] of rows.entries()) {
      if (at === index) {
        row.state = 'working';
        row.stage = stage;
        row.fraction = total === null || total === 0 ? 1 : Math.min(1, done / total);
      } else if (row.state === 'working') row.state = 'ready';
    }
    draw();
  }

  function drawRow(row: Row, at: number): HTMLElement {
    const step = findStep(row.stage);
    const percent = Math.floor(row.fraction * 100);
    const fill = h('i', {});
    fill.style.setProperty('width', `${step === 0 ? percent : 100}%`);
    return h(
      'div',
      { class: `drop-file is-${row.state}` },
      h('span', { class: row.state === 'working' ? 'letter is-newest' : 'letter' }, formatSnapshot(at)),
      h('b', {}, h('bdi', {}, showName(row.file.name, 60))),
      h('span', { class: 'drop-size' }, size(row.file.blob.size)),
      row.state === 'working'
        ? h(
            'div',
            { class: 'drop-progress' },
            h(
              'div',
              {
                class: 'drop-bar',
                role: 'progressbar',
                'aria-label': `Reading ${showName(row.file.name, 60)}`,
                'aria-valuenow': step === 0 ? percent : 100,
                'aria-valuemin': 0,
                'aria-valuemax': 100,
              },
              fill,
            ),
            h(
              'ol',
              {},
              ...steps.map((name, number) =>
                h(
                  'li',
                  { class: number === step ? 'is-now' : '' },
                  number === 0 && step === 0 ? `${name}, ${percent} %` : name,
                ),
              ),
            ),
          )
        : h(
            'p',
            { class: 'caption' },
            row.state === 'ready' ? 'Ready' : row.state === 'failed' ? 'Not readable' : 'Waiting',
          ),
    );
  }

  function draw(): void {
    replaceChildren(
      list,
      failure === ''
        ? null
        : h(
            'p',
            { class: 'drop-failure', role: 'alert' },
            icon('warning'),
            h('span', {}, showName(failure, 400)),
          ),
      ...rows.map(drawRow),
      run === null ? null : h('div', { class: 'drop-cancel' }, button('Cancel', cancel, { key: 'Esc' })),
    );
  }

  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    zone.classList.remove('is-over');
    start([...(event.dataTransfer?.files ?? [])]);
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
  replaceChildren(
    root,
    h(
      'header',
      { class: 'bar' },
      h('div', { class: 'brand' }, logo(), 'heapdiff'),
      h('div', { class: 'bar-end' }, icon('lock'), 'This page has no network access'),
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
}

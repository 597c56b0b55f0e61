// The graph of what holds an object: drawn, followed, cut and marked; everything that is set is in the link.

import type { PathStep } from '../../src/report/model.js';
import { h, replaceChildren, svg } from '../dom/element.js';
import { quoteArgument } from '../dom/parts.js';
import { type Page, type View, joinList, toggleInList } from '../state/page.js';
import { cutCard } from './cut-card.js';
import { openSources } from './choose-source.js';
import { type Freed, computeFreed, spreadMarks, withTwins } from './cuts.js';
import { type Drawing, drawGraph } from './draw-graph.js';
import { renderGraphText } from './export-graph.js';
import { exportMenu } from './export-menu.js';
import { findNext, findNextEdge } from './graph-keys.js';
import {
  type Selection,
  countAlike,
  findGoal,
  findOtherSuspect,
  findSelection,
  findSuspect,
  findSuspectHeldBy,
  findWanted,
} from './find-selection.js';
import { followNodes, followWay } from './follow.js';
import { buildLegend, buildTie, buildZoomBar } from './graph-frame.js';
import { graphPanel } from './graph-panel.js';
import { openHeapFacts } from './heap-facts.js';
import { ALL_ROWS, FIRST_ROWS, livePanel } from './live-panel.js';
import type { GraphSource } from './graph-source.js';
import { changeNumber, deepEnough, drawToolbar, readSettings } from './graph-toolbar.js';
import { buildPanZoom } from './pan-zoom.js';
import { labelWidthOf } from './graph-layout.js';
import { foldModuleCells } from './module-cells.js';
import { findTaken, placeCard, tieCard } from './place-card.js';
import { countRetainers } from './store-copies.js';
import { type Stub, type VisibleGraph, findVisible } from './visible-graph.js';

export function graphView(page: Page): View {
  /** As the heap has it, and as it is drawn. */
  let whole: GraphSource | null = null;
  let source: GraphSource | null = null;
  const sources = openSources(page, () => page.refresh());
  const facts = page.ask === null ? null : openHeapFacts(page.ask, () => page.refresh());
  let graph: VisibleGraph = { nodes: [], edges: [], stubs: [] };
  let drawing: Drawing | null = null;
  let selection: Selection = { node: null, edge: null };
  let settings = readSettings(page);
  let fittedTo = '';
  let popoverSize = { width: 0, height: 0 };

  const layer = svg('g', {});
  const picture = svg('svg', { class: 'graph-picture' }, layer);
  const moved = h('div', { class: 'graph-moved' }, picture);
  const canvas = h(
    'div',
    { class: 'graph-canvas', role: 'group', 'aria-label': 'Graph of what holds the object' },
    moved,
  );
  const popover = h('div', { class: 'graph-popover', hidden: true });
  const tie = buildTie();
  const toolbar = h('div', { class: 'toolbar graph-toolbar' });
  const panel = h('aside', { class: 'graph-panel', 'aria-label': 'Selected object' });
  const notice = h('p', { class: 'graph-notice caption', hidden: true });
  const highlightField = h('input', {
    type: 'text',
    'aria-label': 'Highlight',
    autocomplete: 'off',
    spellcheck: 'false',
    'data-focus': 'highlight',
    input: () => page.adjust({ highlight: highlightField.value }),
  });
  const highlight = h(
    'label',
    { class: 'field highlight' },
    h('span', { class: 'caption' }, 'Highlight'),
    highlightField,
  );
  const heading = h('h1', { class: 'off-screen' }, 'Graph');
  const panZoom = buildPanZoom(canvas, moved, () => {
    zoomBar.show(panZoom.transform().k);
    placePopover();
  });
  const zoomBar = buildZoomBar(
    (factor) => panZoom.scaleBy(factor),
    () => fit(true),
  );
  const element = h(
    'div',
    { class: 'graph' },
    heading,
    toolbar,
    notice,
    h(
      'div',
      { class: 'graph-body' },
      h(
        'div',
        { class: 'graph-stage' },
        canvas,
        h('div', { class: 'graph-foot' }, buildLegend(), zoomBar.element),
        tie.element,
        popover,
      ),
      panel,
    ),
  );
  const observer = new ResizeObserver(() => {
    fit(false);
    // The card of the chosen edge takes its room from the drawing on a phone.
    revealSelected();
    placePopover();
  });
  observer.observe(canvas);
  followNodes(canvas);

  /** A link may name what is not there. */
  const cuts = (): readonly string[] =>
    page.getList('cut').filter((id) => source?.edges.some((edge) => edge.id === id));

  function select(node: string | null, edge: string | null, follow: boolean): void {
    page.set({ node, edge });
    if (!follow) return;
    const chosen =
      edge !== null
        ? canvas.querySelector<SVGElement>(`.edge.is-selected`)
        : canvas.querySelector<SVGElement>('.node.is-selected');
    chosen?.focus({ preventScroll: true });
    revealSelected();
  }

  function revealSelected(): void {
    const box = drawing?.layout.boxes.get(selection.node ?? '');
    if (box !== undefined) panZoom.reveal(box.x, box.y, box.width, box.height);
  }

  const handlers = {
    onNode: (id: string) => select(id, null, false),
    onEdge(id: string) {
      const edge =
        graph.edges.find((candidate) => candidate.id === id) ??
        source?.edges.find((candidate) => candidate.id === id);
      select(edge?.to ?? null, id, false);
    },
    onStub(stub: Stub) {
      const more = page.getList('more');
      // Named once more, in the app more of them come.
      if (page.ask !== null) page.set({ more: joinList([...more, stub.node]) });
      else if (stub.hidden > 0) page.set({ more: toggleInList(more, stub.node) });
      else {
        const file = page.data.report.snapshots.at(-1)?.path ?? 'FILE';
        page.copy(
          `heapdiff backrefs ${quoteArgument(file)} --id ${stub.node}`,
          'To go on, open the snapshot: command',
        );
      }
    },
  };

  const actions = {
    toggleCut() {
      if (selection.edge !== null) page.set({ ...selection, cut: toggleInList(cuts(), selection.edge) });
    },
    cutAll: (edges: readonly string[]) => page.set({ ...selection, cut: joinList(edges) }),
    markExpected() {
      const edge = graph.edges.find((candidate) => candidate.id === selection.edge);
      const id = edge?.from ?? selection.node;
      if (id !== null)
        page.set({
          ...selection,
          fine: toggleInList(page.getList('fine'), id),
          stuck: joinList(page.getList('stuck').filter((other) => other !== id)),
        });
    },
    markStuck() {
      const edge = graph.edges.find((candidate) => candidate.id === selection.edge);
      const id = edge?.to ?? selection.node;
      if (id !== null)
        page.set({
          ...selection,
          stuck: toggleInList(page.getList('stuck'), id),
          fine: joinList(page.getList('fine').filter((other) => other !== id)),
        });
    },
    undo: () => page.set({ ...selection, cut: joinList(cuts().slice(0, -1)) }),
    close: () => select(selection.node, null, true),
  };

  function drawNow(all: GraphSource): void {
    const wanted = findWanted(page);
    const current = readSettings(page).fold ? foldModuleCells(all, wanted) : all;
    source = current;
    settings = deepEnough(page, current, findGoal(page));
    const expanded = page.getList('more');
    graph = findVisible(current, { ...settings, expanded });
    // A link may name an object that folding or the bounds hide.
    if (wanted !== null && current.nodes.has(wanted) && !graph.nodes.some((node) => node.id === wanted)) {
      graph = findVisible(current, { ...settings, expanded, fold: false, depth: 30, breadth: 50 });
    }
    selection = findSelection(page, current, graph);
    const cut = withTwins(current, cuts());
    const freed = facts?.freed(all, cut) ?? computeFreed(current, cut);
    drawing = drawGraph(
      graph,
      {
        target: current.target,
        ...selection,
        cuts: new Set(cut),
        freed,
        marks: spreadMarks(current, page.getList('fine'), page.getList('stuck')),
        highlight: settings.highlight,
        longNames: settings.longNames,
        stubAtTop: current.direction === 'backrefs',
        isLive: page.ask !== null,
      },
      (id) => countRetainers(current, id, settings.fold),
      handlers,
    );
    replaceChildren(layer, drawing.content);
    picture.setAttribute('width', String(Math.ceil(drawing.layout.width)));
    picture.setAttribute('height', String(Math.ceil(drawing.layout.height)));
    if (document.activeElement !== highlightField) highlightField.value = settings.highlight;
    if (!toolbar.contains(document.activeElement) || document.activeElement !== highlightField) {
      replaceChildren(toolbar, ...drawToolbar(page, settings, highlight, exportMenu(page, graph, drawing)));
    }
    drawPanel(current);
    showNotice(
      sources.problem() ??
        (current.isExcerpt
          ? ''
          : 'Drawn from the retaining paths of this report; other retainers are in the snapshot.'),
    );
    drawPopover(current);
    fit(false);
  }

  function drawPanel(current: GraphSource): void {
    const node = current.nodes.get(selection.node ?? current.target);
    if (node === undefined) return;
    const limit = page.get('rows') === 'all' ? ALL_ROWS : FIRST_ROWS;
    const live =
      facts === null || node.objectId === null ? null : livePanel(page, facts.object(node.objectId, limit));
    const onPanel = {
      onEdge: (id: string) => handlers.onEdge(id),
      onWay: (path: readonly PathStep[] | null) => followWay(canvas, path),
    };
    const suspect = findSuspect(page);
    replaceChildren(panel, ...graphPanel(page, current, node, suspect, settings.fold, onPanel, live));
  }

  function showNotice(text: string): void {
    notice.hidden = text === '';
    notice.textContent = text;
  }

  function drawPopover(current: GraphSource): void {
    const edge = current.edges.find((candidate) => candidate.id === selection.edge);
    popover.hidden = edge === undefined;
    if (edge === undefined) {
      tie.draw(null);
      return;
    }
    const state = {
      isCut: cuts().includes(edge.id),
      cuts: cuts(),
      isFine: page.getList('fine').includes(edge.from),
      isStuck: page.getList('stuck').includes(edge.to),
      alike: countAlike(page, current, graph.edges.find(({ id }) => id === edge.id) ?? edge),
      suspect: findSuspectHeldBy(page, edge.to),
    };
    const exact = (wanted: readonly string[]): Freed | null =>
      (whole === null ? null : facts?.freed(whole, wanted)) ?? null;
    replaceChildren(popover, cutCard(current, edge, state, actions, exact));
    // Read once: asked at every move of the drawing, the page would be laid out anew each time.
    popoverSize = { width: popover.offsetWidth, height: popover.offsetHeight };
    placePopover();
  }

  /** Near the label of its edge, where it hides least; on a phone the style puts it at the bottom. */
  function placePopover(): void {
    const label = selection.edge === null ? undefined : drawing?.layout.arrows.get(selection.edge)?.label;
    if (drawing === null || label === undefined || popover.hidden) return;
    const transform = panZoom.transform();
    const [x, y] = transform.apply([label.x, label.y]);
    const room = { width: canvas.clientWidth, height: canvas.clientHeight };
    const edge = graph.edges.find(({ id }) => id === selection.edge);
    const labelWidth = edge === undefined ? 0 : labelWidthOf(edge) * transform.k;
    const taken = findTaken(drawing.layout, transform);
    const best = placeCard(popoverSize, { x, y }, room, taken, Math.max(120, labelWidth));
    popover.style.setProperty('left', `${best.left}px`);
    popover.style.setProperty('top', `${best.top}px`);
    tie.draw(tieCard(best, { x, y }, labelWidth));
  }

  function fit(isAsked: boolean): void {
    if (drawing === null) return;
    const { width, height } = drawing.layout;
    const isPhone = canvas.clientWidth < 720;
    const room = isPhone ? canvas.clientWidth : `${canvas.clientWidth}x${canvas.clientHeight}`;
    const signature = `${Math.round(width)}x${Math.round(height)} ${room} ${sources.key()}`;
    if (!isAsked && signature === fittedTo) return;
    fittedTo = signature;
    const box = drawing.layout.boxes.get(selection.node ?? '');
    panZoom.fit(
      width,
      height,
      isAsked || box === undefined ? null : { x: box.x + box.width / 2, y: box.y + box.height / 2 },
      popover.hidden || isPhone ? 0 : popover.offsetWidth,
    );
  }

  function goTo(key: string): boolean {
    if (drawing === null || selection.node === null) return false;
    const next = findNext(graph, drawing.layout, selection.node, key);
    if (next !== null) select(next, null, true);
    return true;
  }

  function goToEdge(step: number): boolean {
    if (selection.node === null || !canvas.contains(document.activeElement)) return false;
    const next = findNextEdge(graph, selection.node, selection.edge, step);
    if (next === null) return false;
    page.set({ node: selection.node, edge: next });
    canvas.querySelector<SVGElement>('.edge.is-selected')?.focus({ preventScroll: true });
    return true;
  }

  function otherSuspect(step: number): void {
    const next = findOtherSuspect(page, step);
    if (next !== undefined) page.open('graph', { suspect: next.fingerprint });
  }

  function onNode(act: (className: string) => void): void {
    const node = source?.nodes.get(selection.node ?? '');
    if (node !== undefined) act(node.className);
  }

  const letters: Readonly<Record<string, () => void>> = {
    x: () => actions.toggleCut(),
    z: () => actions.undo(),
    e: () => actions.markExpected(),
    s: () => actions.markStuck(),
    i: () =>
      onNode((name) =>
        page.set({ ignore: toggleInList(settings.ignored, `class ${name}`), node: null, edge: null }),
      ),
    h: () => onNode((name) => page.set({ highlight: settings.highlight === name ? null : name })),
    n: () => page.set({ fold: settings.fold ? 'off' : null }),
    l: () => page.set({ names: settings.longNames ? null : 'long' }),
    j: () => otherSuspect(1),
    k: () => otherSuspect(-1),
    c: () => page.copy(renderGraphText(graph), 'Graph as text'),
  };

  function onLetter(key: string): boolean {
    const act = Object.hasOwn(letters, key) ? letters[key] : undefined;
    act?.();
    return act !== undefined;
  }

  function onKey(event: KeyboardEvent): boolean {
    const { key } = event;
    if (key.startsWith('Arrow')) return goTo(key);
    if (key === 'Tab') return goToEdge(event.shiftKey ? -1 : 1);
    if (key === '[' || key === ']') changeNumber(page, 'depth', settings.depth + (key === ']' ? 1 : -1));
    else if (key === '<' || key === '>')
      changeNumber(page, 'breadth', settings.breadth + (key === '>' ? 1 : -1));
    else if (key === '+' || key === '=') panZoom.scaleBy(1.25);
    else if (key === '-') panZoom.scaleBy(0.8);
    else if (key === '0') fit(true);
    else if (key === 'X') popover.querySelector<HTMLElement>('[data-focus="cut all"]')?.click();
    else if (key === 'Escape' && selection.edge !== null) actions.close();
    else if ((key === 'Enter' || key === ' ') && canvas.contains(document.activeElement)) {
      const stub = drawing?.stubs.get(
        document.activeElement?.getAttribute('data-stub') ?? selection.node ?? '',
      );
      const edge = document.activeElement?.getAttribute('data-edge');
      if (edge !== null && edge !== undefined) handlers.onEdge(edge);
      else if (stub !== undefined) handlers.onStub(stub);
    } else return !event.shiftKey && onLetter(key.toLowerCase());
    return true;
  }

  /** While the first part is on its way nothing is drawn. */
  function update(): void {
    whole = sources.find();
    if (whole !== null) drawNow(whole);
    else {
      source = null;
      drawing = null;
      replaceChildren(layer);
      replaceChildren(panel);
      popover.hidden = true;
      tie.draw(null);
      showNotice(sources.problem() ?? 'Reading what is around it');
    }
  }

  return { element, update, onKey, destroy: () => observer.disconnect() };
}

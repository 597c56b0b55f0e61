// Retaining path -> a vertical chain of named steps: the way from a GC root down to the object.

import type { FoldedStep, Location, PathStep, StepEdge, Suspect } from '../../src/report/model.js';
import { type Child, h } from '../dom/element.js';
import { glyph } from '../dom/glyph.js';
import { icon } from '../dom/icon.js';
import { heapName, place, size } from '../dom/parts.js';
import { formatCount } from '../text/format.js';
import { type OwnerKind, findStepOwner } from '../text/owner-kind.js';
import {
  givenName,
  isContainer,
  isGlobalObject,
  isListener,
  isPageInternal,
  plainClass,
  rootWords,
} from '../text/plain-words.js';
import { showName } from '../text/show-name.js';

/** The step that is boxed, and what is said of it. */
export interface MarkedStep {
  readonly id: number;
  readonly sizes: readonly number[] | null;
  readonly location: Location | null;
  readonly text: string;
}

export interface PathOptions {
  readonly holder: MarkedStep | null;
  /** How many objects are at the end of it. */
  readonly count: number;
}

/** From this share on it is the holder. */
export const MOST_OF_IT = 0.5;

const rootClass = /^\((GC roots|root)\)$|^$/;

/** `before` is the class of what holds it; null where that is V8's own. */
function edgeText({ kind, name }: StepEdge, before: string | null): Child[] {
  // Numbers that only V8 or Blink knows the meaning of.
  const isNumber = /^\d+$/.test(name);
  if (isNumber && (kind !== 'element' || before === null || isPageInternal(before))) return [];
  if (kind === 'element' && name === 'entry') return ['entry'];
  if (kind === 'element') return ['element ', heapName(`[${name}]`)];
  if (kind === 'context') return ['variable ', heapName(name, 60)];
  if (kind === 'property') return ['property ', heapName(name, 60)];
  if (kind === 'internal' && name === 'WeakMap value') return ['value in a WeakMap'];
  if (kind === 'internal' || kind === 'hidden') return ['internal ', heapName(name, 40)];
  return [`${showName(kind, 20)} `, heapName(name, 60)];
}

/** How a step is reached: below the roots in words, because their names are V8's. */
function wayInto(path: readonly PathStep[], at: number): Child[] {
  const step = path[at];
  const before = path[at - 1];
  if (step === undefined || step.edge === null) return [];
  const words =
    at === 1 && rootClass.test(before?.className ?? '') ? rootWords(step.edge, step.className) : null;
  return words === null ? edgeText(step.edge, before?.className ?? '') : [words];
}

function foldedRow({ id, className, name, edge }: FoldedStep): HTMLElement {
  const plain = name === null ? plainClass(className) : null;
  const words = edge === null ? [] : edgeText(edge, null);
  return h(
    'li',
    { class: 'caption' },
    ...words,
    words.length > 0 ? ' ' : null,
    plain ?? heapName(name ?? className, 40),
    h('span', { class: 'mono' }, ` @${id}`),
  );
}

/** Of very many the report holds the first and the last. */
function foldedRows(steps: readonly FoldedStep[], count: number): HTMLElement[] {
  const rows = steps.map(foldedRow);
  const rest = count - steps.length;
  if (rest <= 0) return rows;
  const middle = h('li', { class: 'caption' }, `${formatCount(rest)} more in between`);
  return rows.toSpliced(rows.length / 2, 0, middle);
}

function foldedPart({ folded, foldedSteps = [] }: PathStep): Child {
  if (folded === 0) return null;
  const text = `${formatCount(folded)} ${folded === 1 ? 'step' : 'steps'} folded`;
  // A report that was not made for a page knows their number only.
  if (foldedSteps.length === 0) return h('span', { class: 'caption' }, text);
  return h(
    'details',
    { class: 'folded' },
    h('summary', {}, text, icon('down')),
    h('ol', {}, ...foldedRows(foldedSteps, folded)),
  );
}

function stepName(step: PathStep): Child[] {
  if (rootClass.test(step.className))
    return [h('b', {}, 'GC roots'), ' ', h('span', { class: 'caption' }, 'in memory by themselves')];
  const plain = plainClass(step.className);
  const given = givenName(step.name);
  if (plain !== null && given === null)
    return [h('b', {}, plain), ' ', h('span', { class: 'caption' }, heapName(step.className, 40))];
  if (given === null || given === step.className) return [h('b', {}, heapName(step.className, 60))];
  return [
    h('b', {}, heapName(given, 60)),
    ' ',
    h('span', { class: 'caption' }, heapName(step.className, 40)),
  ];
}

/**
 * Where a cut would free all of it: below what the whole page or program hangs from. Where it frees much less than
 * has grown, something else holds the objects as well.
 */
export function markHolder({ holder, path, growth }: Suspect): MarkedStep {
  const keeps = path.find(({ id }) => id === holder.id)?.retainedSize ?? Infinity;
  const isOneOfSome = keeps < growth.retained * MOST_OF_IT;
  const here = isOneOfSome ? 'cut here and elsewhere' : 'cut here';
  return { ...holder, text: isGlobalObject(holder.className) ? 'cut below' : here };
}

/** Where the runtime defines its own classes is no place to look at; where a function is may be. */
function isTelling(step: PathStep, { url }: Location): boolean {
  return step.className === 'Function' || !url.startsWith('node:');
}

function isHolderStep(step: PathStep, holder: MarkedStep | null): boolean {
  return holder !== null && step.id === holder.id;
}

function holderLines(step: PathStep, holder: MarkedStep): Child[] {
  const entries = holder.sizes?.at(-1);
  const place_ = holder.location ?? step.location;
  return [
    entries === undefined ? null : h('span', { class: 'caption' }, ` ${formatCount(entries)} entries`),
    place_ === null ? null : h('div', { class: 'caption' }, place(place_)),
  ];
}

/** A plain Map or array is whose the code is that holds it; by itself it would be the runtime's. */
export function ownerOf(path: readonly PathStep[], at: number, place: Location | null): OwnerKind {
  const step = path[at];
  if (step === undefined) return 'v8';
  const own = findStepOwner(step.className, step.name, place);
  if (own !== 'node' || place !== null || !isContainer(step.className)) return own;
  for (const above of path.slice(1, at).toReversed()) {
    const owner = findStepOwner(above.className, above.name, above.location);
    if (owner !== 'v8' && !isContainer(above.className)) return owner === 'dom' ? own : owner;
  }
  // A variable of a script that nothing else is known of.
  return step.edge?.kind === 'context' ? 'app' : own;
}

function pathStep(path: readonly PathStep[], step: PathStep, at: number, options: PathOptions): HTMLElement {
  const isHolder = isHolderStep(step, options.holder);
  const isLast = at === path.length - 1;
  const isRoot = rootClass.test(step.className);
  const rest = options.count - 1;
  const name = h(
    'div',
    { class: 'step-name' },
    ...stepName(step),
    ...(isHolder && options.holder !== null ? holderLines(step, options.holder) : []),
    isLast && rest > 0 ? h('span', { class: 'caption' }, ` and ${formatCount(rest)} more`) : null,
    !isHolder && !isRoot && step.location !== null && isTelling(step, step.location)
      ? h('div', { class: 'caption' }, place(step.location))
      : null,
  );
  const isSized = isHolder || isLast;
  const end = h(
    'div',
    { class: 'step-end' },
    isSized && step.retainedSize !== null
      ? size(step.retainedSize)
      : h('span', { class: 'mono caption' }, isRoot ? '' : `@${step.id}`),
    isHolder ? h('div', { class: 'cut-here' }, options.holder?.text ?? '') : null,
  );
  const edge = wayInto(path, at);
  return h(
    'li',
    { class: 'path-step' },
    edge.length > 0 || step.folded > 0
      ? h(
          'div',
          { class: step.folded > 0 ? 'path-edge is-folded' : 'path-edge' },
          h('span', {}, ...edge),
          foldedPart(step),
        )
      : null,
    h(
      'div',
      { class: isHolder ? 'step-body is-holder' : 'step-body' },
      glyph(
        isRoot
          ? 'v8'
          : ownerOf(path, at, step.location ?? (isHolder ? (options.holder?.location ?? null) : null)),
      ),
      name,
      end,
    ),
  );
}

/** Blink keeps one listener as two objects, of which one is enough. */
function mergeListeners(path: readonly PathStep[], holder: MarkedStep | null): readonly PathStep[] {
  const shown: PathStep[] = [];
  for (const step of path) {
    const before = shown.at(-1);
    if (
      before !== undefined &&
      isListener(before.className) &&
      isListener(step.className) &&
      before.id !== holder?.id
    )
      shown[shown.length - 1] = {
        ...step,
        edge: before.edge,
        folded: before.folded + step.folded + 1,
        foldedSteps: [...(before.foldedSteps ?? []), before, ...(step.foldedSteps ?? [])],
      };
    else shown.push(step);
  }
  return shown;
}

export function pathList(path: readonly PathStep[], options: PathOptions): HTMLElement {
  const shown = mergeListeners(path, options.holder);
  return h('ol', { class: 'path' }, ...shown.map((step, at) => pathStep(shown, step, at, options)));
}

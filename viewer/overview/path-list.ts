// Retaining path -> a vertical chain of named steps: the way from a GC root down to the object.

import type { Holder, PathStep } from '../../src/report/model.js';
import { type Child, h } from '../dom/element.js';
import { glyph } from '../dom/glyph.js';
import { icon } from '../dom/icon.js';
import { heapName, place, size } from '../dom/parts.js';
import { formatCount } from '../text/format.js';
import { findStepOwner } from '../text/owner-kind.js';
import { showName } from '../text/show-name.js';

export interface PathOptions {
  readonly holder: Holder | null;
  /** How many objects are at the end of it. */
  readonly count: number;
  readonly onStep?: (step: PathStep) => void;
}

const rootClass = /^\((GC roots|root)\)$|^$/;

function edgeText(step: PathStep): Child[] {
  if (step.edge === null) return [];
  const { kind, name } = step.edge;
  if (kind === 'element') return ['element ', heapName(`[${name}]`)];
  if (kind === 'context') return ['variable ', heapName(name, 60)];
  if (kind === 'property') return ['property ', heapName(name, 60)];
  if (kind === 'internal' || kind === 'hidden') return ['internal ', heapName(name, 40)];
  return [`${showName(kind, 20)} `, heapName(name, 60)];
}

function foldedPart(step: PathStep): Child {
  if (step.folded === 0) return null;
  const text = `${formatCount(step.folded)} ${step.folded === 1 ? 'step' : 'steps'} folded`;
  return h(
    'details',
    { class: 'folded' },
    h('summary', {}, text, icon('down')),
    h(
      'p',
      { class: 'caption' },
      'V8 internals or repeats such as the links of a list; the report keeps their number only.',
    ),
  );
}

function stepName(step: PathStep): Child[] {
  if (rootClass.test(step.className)) return [h('b', {}, 'GC roots')];
  if (step.name === null || step.name === step.className) return [h('b', {}, heapName(step.className, 60))];
  return [
    h('b', {}, heapName(step.name, 60)),
    ' ',
    h('span', { class: 'caption' }, heapName(step.className, 40)),
  ];
}

/** The step that is boxed: where a cut would free all of it. */
function isHolderStep(step: PathStep, holder: Holder | null): boolean {
  return holder !== null && step.id === holder.id;
}

function holderLines(step: PathStep, holder: Holder): Child[] {
  const entries = holder.sizes?.at(-1);
  const place_ = holder.location ?? step.location;
  return [
    entries === undefined ? null : h('span', { class: 'caption' }, ` ${formatCount(entries)} entries`),
    place_ === null ? null : h('div', { class: 'caption' }, place(place_)),
  ];
}

function pathStep(step: PathStep, isLast: boolean, options: PathOptions): HTMLElement {
  const isHolder = isHolderStep(step, options.holder);
  const isRoot = rootClass.test(step.className);
  const rest = options.count - 1;
  const name = h(
    'div',
    { class: 'step-name' },
    ...stepName(step),
    ...(isHolder && options.holder !== null ? holderLines(step, options.holder) : []),
    isLast && rest > 0 ? h('span', { class: 'caption' }, ` and ${formatCount(rest)} more`) : null,
    !isHolder && !isRoot && step.location !== null
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
    isHolder ? h('div', { class: 'cut-here' }, 'cut here') : null,
  );
  const edge = edgeText(step);
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
          : findStepOwner(
              step.className,
              step.name,
              step.location ?? (isHolder ? (options.holder?.location ?? null) : null),
            ),
      ),
      name,
      end,
    ),
  );
}

export function pathList(path: readonly PathStep[], options: PathOptions): HTMLElement {
  return h(
    'ol',
    { class: 'path' },
    ...path.map((step, index) => pathStep(step, index === path.length - 1, options)),
  );
}

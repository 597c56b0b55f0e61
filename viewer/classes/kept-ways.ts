// In which ways the instances of a class are held -> the names along each way, with how many they are.

import type { ClassDetail, PathStep } from '../../src/report/model.js';
import { type Child, h } from '../dom/element.js';
import { heapName } from '../dom/parts.js';
import { formatCount } from '../text/format.js';
import { givenName, isContainer, isGlobalObject, plainClass } from '../text/plain-words.js';
import { showName } from '../text/show-name.js';

const NAMES_SHOWN = 3;

interface Way {
  readonly names: readonly string[];
  readonly path: readonly PathStep[];
  count: number;
}

interface NamedStep {
  readonly text: string;
  /** A person gave it; else it is the name of a class. */
  readonly isGiven: boolean;
}

function nameOf(step: PathStep): NamedStep | null {
  const given = givenName(step.name);
  if (given !== null) return { text: given, isGiven: true };
  if (isGlobalObject(step.className)) return { text: 'global', isGiven: true };
  if (isContainer(step.className) || /^(\(|system \/|(Detached )?blink::)/.test(step.className)) return null;
  return { text: plainClass(step.className) ?? step.className, isGiven: false };
}

/** How the last step is reached. */
function endOf({ edge }: PathStep): string | null {
  if (edge === null || edge.name === '') return null;
  if (edge.kind === 'element') return /^\d+$/.test(edge.name) ? 'element' : edge.name;
  return edge.kind === 'property' || edge.kind === 'context' ? edge.name : null;
}

/** The names nearest to the object; where there are many, those that a person gave. */
function namesAlong(path: readonly PathStep[]): readonly string[] {
  const last = path.at(-1);
  const named = path.slice(1, -1).flatMap((step) => nameOf(step) ?? []);
  const unlike = named.filter(({ text }, at) => text !== named[at - 1]?.text);
  const given = unlike.filter(({ isGiven }) => isGiven);
  const shown = unlike.length <= NAMES_SHOWN || given.length === 0 ? unlike : given;
  const end = last === undefined ? null : endOf(last);
  const names = [...shown.slice(-NAMES_SHOWN).map(({ text }) => text), ...(end === null ? [] : [end])];
  return names.length > 0 ? names : ['GC roots'];
}

/** Ways that only V8 tells apart are one. */
function mergeWays({ ways }: ClassDetail): readonly Way[] {
  const merged = new Map<string, Way>();
  for (const { path, count } of ways.rows) {
    if (path.length === 0) continue;
    const names = namesAlong(path);
    const key = names.join('\n');
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { names, path, count });
    else known.count += count;
  }
  return [...merged.values()];
}

export interface WaysOptions {
  readonly level: 'h2' | 'h3';
  readonly title: string;
  /** What has the pointer or the focus; null when it leaves. */
  readonly onWay?: (path: readonly PathStep[] | null) => void;
}

export function keptWays(detail: ClassDetail, { level, title, onWay }: WaysOptions): HTMLElement | null {
  const ways = mergeWays(detail);
  if (ways.length === 0) return null;
  const shown = ways.reduce((sum, { count }) => sum + count, 0);
  const rest = detail.count - shown;
  const row = ({ names, path, count }: Way): HTMLElement => {
    const fill = h('i', { 'aria-hidden': 'true' });
    fill.style.setProperty('width', `${Math.max(1, (count / detail.count) * 100)}%`);
    const words: Child[] = names.flatMap((name, at) => [
      at === 0 ? null : ' \u2192 ',
      heapName(showName(name, 40), 40),
    ]);
    const follow =
      onWay === undefined ? {} : { pointerenter: () => onWay(path), pointerleave: () => onWay(null) };
    const focus =
      onWay === undefined ? {} : { tabindex: 0, focus: () => onWay(path), blur: () => onWay(null) };
    return h(
      'li',
      { class: 'way', ...follow, ...focus },
      h('span', { class: 'way-names' }, ...words),
      h('b', {}, formatCount(count)),
      h('span', { class: 'way-bar' }, fill),
    );
  };
  const total = Math.max(ways.length, detail.ways.total - (detail.ways.rows.length - ways.length));
  return h(
    'section',
    { class: 'ways' },
    h(
      level,
      { class: 'split' },
      title,
      h('span', { class: 'caption' }, `${formatCount(total)} ${total === 1 ? 'way' : 'ways'}`),
    ),
    h('ul', {}, ...ways.map(row)),
    rest > 0 ? h('p', { class: 'caption' }, `${formatCount(rest)} more in other ways`) : null,
  );
}

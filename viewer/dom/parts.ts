// Small pieces that every view is made of.

import type { Location } from '../../src/report/model.js';
import { splitSize } from '../text/format.js';
import { type Word, shortClass } from '../text/plain-words.js';
import { showFile, showName } from '../text/show-name.js';
import { type Child, h } from './element.js';
import { type IconName, icon } from './icon.js';

/** A name from the heap; its own direction of writing stays inside it. */
export function heapName(name: string, longest?: number): HTMLElement {
  const shown = showName(shortClass(name), longest);
  return h('bdi', { class: 'mono', title: shown.length < name.length ? showName(name, 600) : null }, shown);
}

/** Words of the program, and names from the heap among them. */
export function sayWords(words: readonly Word[]): Child[] {
  return words.map(({ text, isName }) => (isName ? heapName(text, 48) : text));
}

export function size(bytes: number, options: { readonly signed?: boolean } = {}): HTMLElement {
  const { digits, unit } = splitSize(bytes);
  const sign = options.signed === true && bytes > 0 ? '+' : '';
  return h('span', { class: 'size' }, sign + digits, h('span', { class: 'unit' }, `\u00a0${unit}`));
}

/** `src/auth.js:12:7`, the original place where a source map knows it. */
export function locationText(location: Location, withColumn = false): string {
  const place = location.source ?? location;
  return `${showFile(place.url)}:${place.line}${withColumn ? `:${place.column}` : ''}`;
}

export function place(location: Location, withColumn = false): HTMLElement {
  const full = location.source ?? location;
  return h(
    'bdi',
    { class: 'mono place', title: `${showName(full.url, 400)}:${full.line}:${full.column}` },
    locationText(location, withColumn),
  );
}

export interface ButtonOptions {
  readonly key?: string;
  readonly icon?: IconName;
  readonly class?: string;
  readonly label?: string;
  readonly pressed?: boolean;
  readonly id?: string;
  /** Shown while the pointer rests on it. */
  readonly hint?: string;
}

export function button(text: string, onClick: () => void, options: ButtonOptions = {}): HTMLButtonElement {
  return h(
    'button',
    {
      type: 'button',
      class: options.class ?? 'button',
      'aria-label': options.label,
      title: options.hint,
      'aria-pressed': options.pressed === undefined ? null : String(options.pressed),
      'aria-keyshortcuts': options.key,
      'data-focus': options.id ?? text,
      click: onClick,
    },
    options.icon === undefined ? null : icon(options.icon),
    text,
    options.key === undefined ? null : h('kbd', { 'aria-hidden': 'true' }, options.key),
  );
}

/** One of several, as a row of buttons of which one is down. */
export function choice<Value extends string>(
  label: string,
  values: readonly (readonly [Value, string])[],
  chosen: Value,
  onChoose: (value: Value) => void,
): HTMLElement {
  return h(
    'div',
    { class: 'choice', role: 'group', 'aria-label': label },
    ...values.map(([value, text]) =>
      button(text, () => onChoose(value), {
        class: 'choice-item',
        pressed: value === chosen,
        id: `${label} ${value}`,
      }),
    ),
  );
}

export function fact(label: string, ...value: Child[]): HTMLElement {
  return h('div', { class: 'fact' }, h('dt', {}, label), h('dd', {}, ...value));
}

/** The program's own clause -> a sentence; one that begins with a class keeps it as it is written. */
export function sentence(text: string): string {
  const hasClassFirst = /^\S+(?: `|: )/.test(text);
  const start = hasClassFirst ? text : text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}

/** Numbers in a sentence stand out, and names in backquotes are set as such. */
export function numbersBold(text: string): Node[] {
  return showName(text, 400)
    .split('`')
    .flatMap((part, at) => (at % 2 === 1 ? [heapName(part)] : splitNumbers(part)));
}

/** The program's words, with names in backquotes set as names. */
export function prose(text: string, longest: number): Node[] {
  return showName(text, longest)
    .split('`')
    .map((part, at) => (at % 2 === 1 ? heapName(part) : document.createTextNode(part)));
}

function splitNumbers(text: string): Node[] {
  return text
    .split(/((?<![\w.:/@-])[+\u2212-]?\d[\d,.]*(?:\s%)?(?![\w:/-]))/)
    .map((part, index) => (index % 2 === 1 ? h('b', {}, part) : document.createTextNode(part)));
}

export function command(text: string, onCopy: (text: string) => void): HTMLElement {
  return h(
    'div',
    { class: 'command' },
    h('code', {}, showName(text, 200)),
    h(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        'aria-label': `Copy the command ${showName(text, 80)}`,
        click: () => onCopy(text),
      },
      icon('copy'),
    ),
  );
}

/** For a shell that reads quotes. */
export function quoteArgument(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

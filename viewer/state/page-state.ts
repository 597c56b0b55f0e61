// location.hash <-> what the page shows. Everything that a person sets is here, so that a link shows the same.

import { decodeText, encodeText } from './encode-text.js';

export type ViewName = 'overview' | 'graph' | 'classes' | 'map' | 'statistics';

export interface PageState {
  readonly view: ViewName;
  readonly settings: ReadonlyMap<string, string>;
}

/** Null and an empty text take a setting away. */
export type Changes = Readonly<Record<string, string | null>>;

const views: readonly ViewName[] = ['overview', 'graph', 'classes', 'map', 'statistics'];
const LONGEST_HASH = 8000;

function decode(text: string): string {
  try {
    return decodeText(text.replaceAll('+', ' '));
  } catch {
    return '';
  }
}

/** A link may come from anyone: what is not understood is left out. */
export function parseHash(hash: string): PageState {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').slice(0, LONGEST_HASH).split('?');
  const view = views.find((name) => name === path) ?? 'overview';
  const settings = new Map<string, string>();
  for (const part of query.split('&')) {
    const at = part.indexOf('=');
    const name = at < 0 ? '' : part.slice(0, at);
    const value = decode(part.slice(at + 1));
    if (/^[a-z]+$/.test(name) && value !== '') settings.set(name, value);
  }
  return { view, settings };
}

export function formatHash(state: PageState): string {
  const parts = [...state.settings]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${encodeText(value)}`);
  return `#/${state.view}${parts.length > 0 ? `?${parts.join('&')}` : ''}`;
}

export function changeState(state: PageState, view: ViewName, changes: Changes): PageState {
  const settings = new Map(state.settings);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') settings.delete(name);
    else settings.set(name, value);
  }
  return { view, settings };
}

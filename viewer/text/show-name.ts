// A name from a heap -> what may be shown of it: nothing invisible, nothing that turns the line around, no more
// than a reader wants. Names are hostile; they also never become anything but text nodes.

import { escapeInvisible } from '../../src/core/invisible.js';

const LONGEST = 120;

/** Both ends of a long name stay, because either may be what tells it apart. */
export function showName(name: string, longest: number = LONGEST): string {
  const cut =
    name.length <= longest
      ? name
      : `${name.slice(0, Math.ceil(longest * 0.6))}\u2026${name.slice(name.length - Math.floor(longest * 0.3))}`;
  // Of a name of spaces nothing would be seen.
  const shown = name !== '' && name.trim() === '' ? `"${cut}"` : cut;
  return escapeInvisible(shown);
}

/** Without its folders: what tells one file from another, and what a person calls it. */
export function showFile(url: string): string {
  const withoutScheme = url.startsWith('file://') ? decodePath(url.slice('file://'.length)) : url;
  const packages = withoutScheme.lastIndexOf('/node_modules/');
  if (packages >= 0) return showName(withoutScheme.slice(packages + '/node_modules/'.length));
  if (withoutScheme.startsWith('node:') || !withoutScheme.includes('/')) return showName(withoutScheme);
  const short = withoutScheme
    .replace(/[?#].*$/, '')
    .split('/')
    .slice(-2)
    .join('/')
    .replace(/^\/+/, '');
  return showName(short === '' ? withoutScheme : short);
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

// SPDX-License-Identifier: MIT
// A folder that the caller named and a path below it -> text. The only code here that touches files, and the
// place of all checks: links are followed to their end first, and what lies outside, is no regular file, or is
// too large is refused. Cost: a few system calls, and what is read.

import { closeSync, constants, fstatSync, openSync, readSync, readdirSync, realpathSync } from 'node:fs';

import { isPlainPart } from './script-path.js';

/** A folder below which may be read. */
export interface ReadableFolder {
  /** As the caller wrote it, absolute, parts root first. */
  readonly parts: readonly string[];
  /** Where it really is, with a slash at its end. */
  readonly real: string;
}

/** What became of a path. */
export type Reading =
  | { readonly state: 'read'; readonly text: string; readonly isWhole: boolean }
  | { readonly state: 'missing' }
  | { readonly state: 'refused'; readonly reason: string };

/** Opens a folder; null if there is none. */
export function openFolder(path: string): ReadableFolder | null {
  try {
    const real = slashed(realpathSync(path));
    return {
      parts: slashed(path)
        .split('/')
        .filter((part) => part !== '' && !/^[A-Za-z]:$/.test(part)),
      real: real.endsWith('/') ? real : `${real}/`,
    };
  } catch {
    return null;
  }
}

/**
 * Reads a file below a folder.
 * @param most bytes that it may have
 * @param tail read only so many bytes of its end
 */
export function readBelow(
  folder: ReadableFolder,
  parts: readonly string[],
  most: number,
  tail: number = Infinity,
): Reading {
  if (parts.length === 0 || !parts.every(isPlainPart)) return { state: 'missing' };
  let real: string;
  try {
    real = realpathSync(folder.real + parts.join('/'));
  } catch {
    return { state: 'missing' };
  }
  if (!slashed(real).startsWith(folder.real)) return { state: 'refused', reason: 'leads out of its folder' };
  let file: number;
  try {
    // Not to wait for a pipe, and not through a link that appeared meanwhile.
    file = openSync(real, constants.O_RDONLY | orZero(constants.O_NONBLOCK) | orZero(constants.O_NOFOLLOW));
  } catch {
    return { state: 'refused', reason: 'cannot be read' };
  }
  try {
    const info = fstatSync(file);
    if (info.isDirectory()) return { state: 'missing' };
    if (!info.isFile()) return { state: 'refused', reason: 'is no regular file' };
    if (info.size > most && tail === Infinity)
      return { state: 'refused', reason: `is larger than ${most} bytes` };
    const wanted = Math.min(info.size, tail);
    const bytes = new Uint8Array(wanted);
    let done = 0;
    while (done < wanted) {
      const count = readSync(file, bytes, done, wanted - done, info.size - wanted + done);
      if (count === 0) break;
      done += count;
    }
    return {
      state: 'read',
      text: new TextDecoder().decode(bytes.subarray(0, done)),
      isWhole: wanted === info.size,
    };
  } catch {
    return { state: 'refused', reason: 'cannot be read' };
  } finally {
    closeSync(file);
  }
}

/** What is in a folder below one, in order; links are neither. Nothing if it cannot be read. */
export function listBelow(
  folder: ReadableFolder,
  parts: readonly string[],
): { readonly folders: readonly string[]; readonly files: ReadonlySet<string> } {
  const folders: string[] = [];
  const files = new Set<string>();
  try {
    const real = realpathSync(folder.real + parts.join('/'));
    if (!`${slashed(real)}/`.startsWith(folder.real)) return { folders, files };
    const names = readdirSync(real, { withFileTypes: true });
    for (const entry of names.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.isDirectory()) folders.push(entry.name);
      else if (entry.isFile()) files.add(entry.name);
    }
  } catch {
    // Of what may not be looked at nothing is known.
  }
  return { folders, files };
}

/** Windows has neither flag. */
function orZero(flag: number | undefined): number {
  return flag ?? 0;
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

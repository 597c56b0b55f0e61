// SPDX-License-Identifier: MIT
// The scripts below some folders, by their names, for those that are not where their paths say: a server leaves out the folder that a page is
// built into, or puts another one in front of it, so that a script's path alone does not lead there.
//
//   https://shop.example/assets/index-Duj3.js      is      dist/assets/index-Duj3.js
//
// One walk through the folders, which ends after some thousand of them.

import { findMapUrl } from './find-map-url.js';
import { type ReadableFolder, listBelow, readBelow } from './read-below.js';

/** A file below one of the folders. */
export interface FoundFile {
  readonly folder: ReadableFolder;
  readonly parts: readonly string[];
}

interface FoundScript extends FoundFile {
  /** Whether there is a map with the same name and `.map`. */
  readonly hasMapBeside: boolean;
}

/** Scripts by the last part of their paths. */
export type ServedScripts = ReadonlyMap<string, readonly FoundScript[]>;

/** Packages are never served from their own folder, and would take longest. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);
const MOST_FOLDERS = 4000;
const DEEPEST = 8;
/** A comment that names a map. */
const TAIL = 512;

/** Walks through folders, those on top first. */
export function listServedScripts(folders: readonly ReadableFolder[]): ServedScripts {
  const scripts = new Map<string, FoundScript[]>();
  let level: FoundFile[] = folders.map((folder) => ({ folder, parts: [] }));
  let left = MOST_FOLDERS;
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth++) {
    const next: FoundFile[] = [];
    for (const { folder, parts } of level) {
      if (left-- <= 0) return scripts;
      const { folders: inner, files } = listBelow(folder, parts);
      for (const name of inner) if (!SKIPPED.has(name)) next.push({ folder, parts: [...parts, name] });
      for (const name of files) {
        if (!/\.[cm]?js$/.test(name)) continue;
        const file = { folder, parts: [...parts, name], hasMapBeside: files.has(`${name}.map`) };
        const known = scripts.get(name);
        if (known === undefined) scripts.set(name, [file]);
        else known.push(file);
      }
    }
    level = next;
  }
  return scripts;
}

function namesMap({ folder, parts }: FoundFile): boolean {
  const reading = readBelow(folder, parts, Infinity, TAIL);
  return reading.state === 'read' && findMapUrl(reading.text) !== null;
}

/**
 * Of the scripts that have a map, the one with the longest end of a path in common, of several the first.
 * @param parts of the path, root first
 */
export function findServedScript(scripts: ServedScripts, parts: readonly string[]): FoundFile | null {
  if (parts.includes('node_modules')) return null;
  let found: FoundFile | null = null;
  let most = 0;
  for (const file of scripts.get(parts[parts.length - 1]) ?? []) {
    let common = 0;
    while (common < parts.length && file.parts.at(-1 - common) === parts.at(-1 - common)) common++;
    if (common > most && (file.hasMapBeside || namesMap(file))) [found, most] = [file, common];
  }
  return found;
}

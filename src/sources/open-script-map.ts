// SPDX-License-Identifier: MIT
// The URL of a script -> its source map, read from the folders that the caller named and from nowhere else: inline
// in the script, beside it, or under a folder of maps by the name of the script or of the map. Cost: some system
// calls a script, and the files that are read.

import type { TraceMap } from '@jridgewell/trace-mapping';

import type { SourceWarning } from '../core/source-place.js';
import { decodeDataUrl, findMapUrl, mayBeInline } from './find-map-url.js';
import { parseSourceMap } from './parse-source-map.js';
import { type ReadableFolder, readBelow } from './read-below.js';
import { type ScriptPath, findScriptPath } from './script-path.js';
import { type FoundFile, type ServedScripts, findServedScript } from './served-scripts.js';

/** Where to look. */
export interface SourceFolders {
  /** Folders of programs: a script lies there under its own path, or at least its last folder. */
  readonly programs: readonly ReadableFolder[];
  /** Folders of maps: a name is enough. */
  readonly maps: readonly ReadableFolder[];
  /** The scripts in any folder below: of all folders for those of pages, else of `maps`. */
  readonly served: (of: 'all' | 'maps') => ServedScripts;
}

/** A map, and the script that it was found for. */
export interface ScriptMap {
  readonly map: TraceMap;
  /** Reads the script; null if it is not at hand. */
  readonly readScript: () => string | null;
  /** Whether it was found by its name, and not by its path. */
  readonly isGuess: boolean;
}

/** Scripts and maps beyond this are refused. */
const LARGEST = 128 * 1024 * 1024;
const TAIL = 4096;

/** Null if there is no map for the script; what is there but not usable is told to `warn`. */
export function openScriptMap(
  url: string,
  folders: SourceFolders,
  warn: (warning: SourceWarning) => void,
): ScriptMap | null {
  const path = findScriptPath(url);
  if (path === null) return null;
  const own = findCompiled(path, folders) ?? findFile(path, folders, '');
  const hidden = own === null ? findFile(path, folders, '.map') : null;
  const script = own ?? (hidden === null ? findServed(path, folders) : null);
  const complain = (reason: string): null => {
    warn({ code: 'bad-source-map', message: `source map of ${url}: ${reason}` });
    return null;
  };
  const parse = (text: string, mapUrl: string, readScript: () => string | null): ScriptMap | null => {
    try {
      return { map: parseSourceMap(text, mapUrl), readScript, isGuess: own === null && script !== null };
    } catch (error) {
      return complain((error as Error).message);
    }
  };
  /** Undefined if there is no such file. */
  const open = (
    file: FoundFile,
    mapUrl: string,
    readScript: () => string | null,
  ): ScriptMap | null | undefined => {
    const reading = readBelow(file.folder, file.parts, LARGEST);
    if (reading.state === 'missing') return undefined;
    return reading.state === 'refused' ? complain(reading.reason) : parse(reading.text, mapUrl, readScript);
  };

  const readScript = (): string | null => (script === null ? null : readText(script));
  const address = script === null ? null : findAddress(script);
  if (address?.startsWith('data:') === true) {
    const text = decodeDataUrl(address);
    return text === null ? complain('is not properly encoded') : parse(text, url, readScript);
  }
  const base = path.parts[path.parts.length - 1];
  const named = address === null ? null : lastPart(address);
  const mapUrl = address === null ? `${url}.map` : joinUrl(url, address);
  if (script !== null) {
    const beside = script.parts.slice(0, -1);
    const relative = address === null ? [...beside, `${base}.map`] : climb(beside, address);
    if (relative === null) complain('leads out of its folder');
    const found = relative && open({ folder: script.folder, parts: relative }, mapUrl, readScript);
    if (found) return found;
  }
  const candidates: FoundFile[] = hidden === null ? [] : [hidden];
  for (const folder of folders.maps)
    for (const name of [named, `${base}.map`]) if (name !== null) candidates.push({ folder, parts: [name] });
  for (const candidate of candidates) {
    const found = open(candidate, mapUrl, readScript);
    if (found !== undefined) return found;
  }
  return null;
}

/** What Deno has made of a script that is not JavaScript: `main.ts.js` under `gen/file` of its cache, with the map in it. */
function findCompiled(path: ScriptPath, { maps }: SourceFolders): FoundFile | null {
  return isTyped(path.parts[path.parts.length - 1]) ? findFile(path, { programs: [], maps }, '.js') : null;
}

/** A script with its map somewhere below the folders, by its name. */
function findServed(path: ScriptPath, { served }: SourceFolders): FoundFile | null {
  return findServedScript(served(path.isRemote ? 'all' : 'maps'), path.parts);
}

/** Whether something has to be made of a script before it runs. */
export function isTyped(url: string): boolean {
  return /\.(?:[cm]?ts|[tj]sx)$/.test(url);
}

/** The script itself, if it is at hand. */
export function readScriptBelow(url: string, folders: SourceFolders): string | null {
  const path = findScriptPath(url);
  const file = path && findFile(path, folders, '');
  return file && readText(file);
}

function readText(file: FoundFile): string | null {
  const reading = readBelow(file.folder, file.parts, LARGEST);
  return reading.state === 'read' ? reading.text : null;
}

/** What the script says of its map. */
function findAddress(file: FoundFile): string | null {
  const reading = readBelow(file.folder, file.parts, LARGEST, TAIL);
  if (reading.state !== 'read') return null;
  const address = findMapUrl(reading.text);
  if (address !== null || reading.isWhole || !mayBeInline(reading.text)) return address;
  const whole = readText(file);
  return whole === null ? null : findMapUrl(whole);
}

/** The file with the longest end of its path in common with the script. */
function findFile(
  path: ScriptPath,
  folders: Pick<SourceFolders, 'programs' | 'maps'>,
  suffix: string,
): FoundFile | null {
  const parts = [...path.parts];
  parts.push(`${parts.pop() ?? ''}${suffix}`);
  const isThere = (file: FoundFile): boolean =>
    readBelow(file.folder, file.parts, LARGEST, 0).state === 'read';
  const all = [...folders.programs, ...folders.maps];
  if (!path.isRemote) {
    for (const folder of all) {
      const own = { folder, parts: parts.slice(folder.parts.length) };
      if (folder.parts.every((part, i) => part === parts[i]) && isThere(own)) return own;
    }
  }
  // What belongs to a package is only ever found in that package.
  const last = Math.max(0, parts.lastIndexOf('node_modules'));
  const shortest = last > 0 ? last : parts.length - 1;
  for (let from = 0; from <= shortest; from++) {
    for (const folder of all) {
      const isAlone = from === parts.length - 1;
      const home = folder.parts[folder.parts.length - 1];
      if (isAlone && folders.programs.includes(folder) && (path.isRemote || parts[from - 1] !== home))
        continue;
      const file = { folder, parts: parts.slice(from) };
      if (isThere(file)) return file;
    }
  }
  return null;
}

/** The parts of a relative address; null if it leads out of the folder, [] if it is no relative one. */
function climb(beside: readonly string[], address: string): readonly string[] | null {
  if (/^[a-z][a-z\d+.-]*:|^\//i.test(address)) return [];
  const parts = [...beside];
  for (const part of safeDecode(address).split(/[\\/]+/)) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts;
}

function lastPart(address: string): string {
  return (
    safeDecode(address.replace(/[?#].*$/, ''))
      .split(/[\\/]+/)
      .at(-1) ?? ''
  );
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Where the map would be, seen from the script: original paths are relative to that. */
function joinUrl(scriptUrl: string, address: string): string {
  const isAbsolute = /^[a-z][a-z\d+.-]*:|^\//i.test(address);
  const script = scriptUrl.replaceAll('\\', '/');
  return isAbsolute ? script : script.slice(0, script.lastIndexOf('/') + 1) + address;
}

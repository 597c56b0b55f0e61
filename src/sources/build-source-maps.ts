// SPDX-License-Identifier: MIT
// Folders -> a look-up of original places through the source maps that lie in them. Each script's map is read when
// the first place in it is asked for; answers are remembered. O(log segments) a place.

import { sourceContentFor, traceSegment } from '@jridgewell/trace-mapping';

import type { SourceLookup, SourcePlace, SourceWarning } from '../core/source-place.js';
import { type ScriptMap, type SourceFolders, openScriptMap } from './open-script-map.js';
import { findOriginalName } from './original-name.js';
import { type ReadableFolder, openFolder } from './read-below.js';

/** Which folders may be read. Nothing outside of them is, whatever a snapshot or a map says. */
export interface SourceMapFolders {
  /** Absolute paths of folders with the program: scripts lie there as they do in the snapshot's URLs. */
  readonly programs?: readonly string[];
  /** Absolute paths of folders with source maps, found by the name of the script or of the map. */
  readonly maps?: readonly string[];
}

/** Messages about more scripts than this would hide what they say. */
const MOST_WARNINGS = 5;

/** A script whose map is open. */
interface OpenScript {
  readonly script: ScriptMap;
  readonly answers: Map<string, SourcePlace | null>;
  /** Lines of the generated script, once they are needed. */
  generated: readonly string[] | null | undefined;
  readonly originals: Map<string, readonly string[] | null>;
}

/** Builds the look-up. */
export function buildSourceMaps(folders: SourceMapFolders): SourceLookup {
  const open = (paths: readonly string[] = []): ReadableFolder[] =>
    paths.map(openFolder).filter((folder) => folder !== null);
  const readable: SourceFolders = { programs: open(folders.programs), maps: open(folders.maps) };
  const warnings: SourceWarning[] = [];
  const warn = (warning: SourceWarning): void => {
    if (warnings.length < MOST_WARNINGS) warnings.push(warning);
    else if (warnings.length === MOST_WARNINGS)
      warnings.push({ code: warning.code, message: 'further source maps could not be used either' });
  };
  const scripts = new Map<string, OpenScript | null>();
  return {
    warnings,
    find(url, line, column, generatedName) {
      let script = scripts.get(url);
      if (script === undefined) {
        const found = openScriptMap(url, readable, warn);
        script =
          found === null
            ? null
            : { script: found, answers: new Map(), generated: undefined, originals: new Map() };
        scripts.set(url, script);
      }
      if (script === null) return null;
      const key = `${line}:${column}:${generatedName}`;
      let answer = script.answers.get(key);
      if (answer === undefined) {
        try {
          answer = findPlace(script, line, column, generatedName);
        } catch {
          warn({ code: 'bad-source-map', message: `source map of ${url}: its mappings cannot be read` });
          scripts.set(url, null);
          return null;
        }
        script.answers.set(key, answer);
      }
      return answer;
    },
  };
}

function findPlace(open: OpenScript, line: number, column: number, name: string): SourcePlace | null {
  const { map } = open.script;
  if (line < 0 || column < 0) return null;
  const segment = traceSegment(map, line, column);
  if (segment === null || segment.length === 1) return null;
  // The very beginning of a bundle is a module of many files, and the first of them says nothing.
  if (line === 0 && column === 0 && map.sources.length > 1 && /^(?:Async)?(?:Generator)?$/.test(name))
    return null;
  const [, source, originalLine, originalColumn] = segment;
  const isNamed = (map.sources[source] ?? null) !== null;
  if (!isNamed || !(originalLine >= 0) || !(originalColumn >= 0)) return null;
  const url = map.resolvedSources[source];
  if (open.generated === undefined) open.generated = open.script.readScript()?.split('\n') ?? null;
  return {
    url,
    line: originalLine,
    column: originalColumn,
    name: findOriginalName({
      map,
      line,
      column,
      name,
      text: open.generated?.[line] ?? null,
      original: linesOf(open, url),
      originalLine,
      originalColumn,
    }),
  };
}

function linesOf({ script, originals }: OpenScript, url: string): readonly string[] | null {
  let lines = originals.get(url);
  if (lines === undefined) {
    lines = sourceContentFor(script.map, url)?.split('\n') ?? null;
    originals.set(url, lines);
  }
  return lines;
}

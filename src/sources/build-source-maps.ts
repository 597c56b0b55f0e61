// SPDX-License-Identifier: MIT
// Folders -> a look-up of original places through the source maps that lie in them. Each script's map is read when
// the first place in it is asked for; answers are remembered. O(log segments) a place.

import { type TraceMap, sourceContentFor, traceSegment } from '@jridgewell/trace-mapping';

import type { SourceLookup, SourcePlace, SourceWarning } from '../core/source-place.js';
import {
  type ScriptMap,
  type SourceFolders,
  isTyped,
  openScriptMap,
  readScriptBelow,
} from './open-script-map.js';
import { findOriginalName } from './original-name.js';
import { type ScriptVariables, readVariables } from './original-variable.js';
import { type ReadableFolder, openFolder } from './read-below.js';
import { listServedScripts } from './served-scripts.js';

/** Which folders may be read. Nothing outside of them is, whatever a snapshot or a map says. */
export interface SourceMapFolders {
  /** Absolute paths of folders with the program: scripts lie there as they do in the snapshot's URLs. */
  readonly programs?: readonly string[];
  /** Absolute paths of folders with source maps, found by the name of the script or of the map. */
  readonly maps?: readonly string[];
}

/** Messages about more scripts than this would hide what they say. */
const MOST_WARNINGS = 5;

/** What is wrong with a script in which something else stands where the snapshot has its classes. */
const OTHER_BUILD =
  'is of another build than what ran, where it has no class or function at these places; its source map is not used for them: give the one of that build with --source-maps';
const COMPILED =
  'is not what ran but what that was made of, and its lines are those of what ran: of Deno, give the folder gen/file of its cache (deno info) with --source-maps';

/** A script whose map is open, or one that has none, though what ran may have been made of it. */
interface OpenScript {
  readonly script: ScriptMap | null;
  readonly readScript: () => string | null;
  readonly answers: Map<string, SourcePlace | null>;
  /** Lines of the generated script, once they are needed; null if it is not at hand. */
  generated: readonly string[] | null | undefined;
  readonly originals: Map<string, readonly string[] | null>;
  /** Its variables, once they are needed; null if they cannot be known. */
  variables: ScriptVariables | null | undefined;
  /** Whether it was told that the script is of another build. */
  isOther: boolean;
  /** Of the places that were asked about, how many fit the script, and how many do not. */
  fitting: number;
  unfit: number;
}

/** Builds the look-up. */
export function buildSourceMaps(folders: SourceMapFolders): SourceLookup {
  const open = (paths: readonly string[] = []): ReadableFolder[] =>
    paths.map(openFolder).filter((folder) => folder !== null);
  const programs = open(folders.programs);
  const maps = open(folders.maps);
  const served = {
    all: once(() => listServedScripts([...maps, ...programs])),
    maps: once(() => listServedScripts(maps)),
  };
  const readable: SourceFolders = { programs, maps, served: (of) => served[of]() };
  const warnings: SourceWarning[] = [];
  const warn = (warning: SourceWarning): void => {
    if (warnings.length < MOST_WARNINGS) warnings.push(warning);
    else if (warnings.length === MOST_WARNINGS)
      warnings.push({ code: warning.code, message: 'further source maps could not be used either' });
  };
  const scripts = new Map<string, OpenScript | null>();
  const warnOnce = (url: string, script: OpenScript): void => {
    if (script.isOther) return;
    script.isOther = true;
    warn({ code: 'other-script', message: `${url} ${script.script === null ? COMPILED : OTHER_BUILD}` });
  };
  let hasMap = false;
  const scriptOf = (url: string): OpenScript | null => {
    let script = scripts.get(url);
    if (script === undefined) {
      script = openScript(url, readable, warn);
      scripts.set(url, script);
      hasMap ||= script !== null && script.script !== null;
    }
    return script;
  };
  return {
    warnings,
    hasFound: () => hasMap,
    find(url, line, column, generatedName) {
      const script = scriptOf(url);
      if (script === null) return null;
      const key = `${line}:${column}:${generatedName}`;
      let answer = script.answers.get(key);
      if (answer === undefined) {
        try {
          const isSame = fits(script, line, column, generatedName);
          if (!isSame) warnOnce(url, script);
          answer = isSame ? findPlace(script, script.script, line, column, generatedName) : null;
        } catch {
          warn({ code: 'bad-source-map', message: `source map of ${url}: its mappings cannot be read` });
          scripts.set(url, null);
          return null;
        }
        script.answers.set(key, answer);
      }
      return answer;
    },
    findVariable({ url, line, column, name }, variable, others) {
      const script = scriptOf(url);
      if (script === null || !fits(script, line, column, name)) return null;
      if (script.variables === undefined) script.variables = openVariables(url, script, warn);
      const found = script.variables?.find(line, column, variable, others) ?? null;
      return found && { url, ...found };
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** Of longer ones the tree alone would take half a gigabyte. */
const LONGEST_PARSED = 2 ** 23;

function openVariables(
  url: string,
  open: OpenScript,
  warn: (warning: SourceWarning) => void,
): ScriptVariables | null {
  const lines = generatedOf(open);
  const { script } = open;
  if (script === null || lines === null) return null;
  const tell = (reason: string): null => {
    warn({
      code: 'unread-script',
      message: `${url} ${reason}; its variables keep the names that they have there`,
    });
    return null;
  };
  if (lines.reduce((length, line) => length + line.length + 1, 0) > LONGEST_PARSED)
    return tell('is very long');
  try {
    const { map } = script;
    return readVariables({ map, lines, originalOf: (original) => linesOf(open, map, original) });
  } catch (error) {
    return tell(`cannot be parsed (${(error as Error).message})`);
  }
}

function openScript(
  url: string,
  folders: SourceFolders,
  warn: (warning: SourceWarning) => void,
): OpenScript | null {
  const script = openScriptMap(url, folders, warn);
  if (script === null && !isTyped(url)) return null;
  const readScript = script?.readScript ?? ((): string | null => readScriptBelow(url, folders));
  return {
    script,
    readScript,
    answers: new Map(),
    generated: undefined,
    originals: new Map(),
    variables: undefined,
    isOther: false,
    fitting: 0,
    unfit: 0,
  };
}

function generatedOf(open: OpenScript): readonly string[] | null {
  if (open.generated === undefined)
    open.generated =
      open
        .readScript()
        ?.replace(/^\ufeff/, '')
        .split('\n') ?? null;
  return open.generated;
}

/** Whether a place can be one of the script. One that was found by its name only is not believed where most places are not. */
function fits(open: OpenScript, line: number, column: number, name: string): boolean {
  const isFitting = mayBegin(generatedOf(open), line, column, name);
  if (isFitting) open.fitting++;
  else open.unfit++;
  return isFitting && !(open.script?.isGuess === true && open.unfit > open.fitting);
}

/** What V8 takes for the beginning of a class, or of a named function: its parameters, or a word before them. */
const BEGINNING = /^(?:\(|class\b|async\b|(?!\d)[\w$\u0080-\uffff]{1,200}\s*=>)/;

/** Whether a class or function may begin at a place of the script; true where that cannot be told. */
function mayBegin(lines: readonly string[] | null, line: number, column: number, name: string): boolean {
  // A module as a whole begins at its first byte, whatever stands there.
  if (line + column === 0 || lines === null || line < 0 || column < 0 || !/^[\w$]+$/.test(name)) return true;
  return BEGINNING.test(lines[line]?.slice(column, column + 256) ?? '');
}

function findPlace(
  open: OpenScript,
  script: ScriptMap | null,
  line: number,
  column: number,
  name: string,
): SourcePlace | null {
  if (script === null || line < 0 || column < 0) return null;
  const { map } = script;
  const segment = traceSegment(map, line, column);
  if (segment === null || segment.length === 1) return null;
  // The very beginning of a bundle is a module of many files, and the first of them says nothing.
  if (line === 0 && column === 0 && map.sources.length > 1 && /^(?:Async)?(?:Generator)?$/.test(name))
    return null;
  const [, source, originalLine, originalColumn] = segment;
  const isNamed = (map.sources[source] ?? null) !== null;
  if (!isNamed || !(originalLine >= 0) || !(originalColumn >= 0)) return null;
  const url = map.resolvedSources[source];
  return {
    url,
    line: originalLine,
    column: originalColumn,
    name: findOriginalName({
      map,
      line,
      column,
      name,
      text: generatedOf(open)?.[line] ?? null,
      original: linesOf(open, map, url),
      originalLine,
      originalColumn,
    }),
  };
}

function linesOf({ originals }: OpenScript, map: TraceMap, url: string): readonly string[] | null {
  let lines = originals.get(url);
  if (lines === undefined) {
    lines = sourceContentFor(map, url)?.split('\n') ?? null;
    originals.set(url, lines);
  }
  return lines;
}

// SPDX-License-Identifier: MIT
// The URL of a script -> the parts of its path. A URL out of a snapshot is hostile input: what is not plainly a
// path of a file has no parts. O(length).

/** A script's path, root first. */
export interface ScriptPath {
  readonly parts: readonly string[];
  /** From another machine by its very name: never this machine's own path. */
  readonly isRemote: boolean;
}

const LONGEST_URL = 4096;

/** Null for scripts of the runtime, of `eval`, and for what nobody would call a file. */
export function findScriptPath(url: string): ScriptPath | null {
  if (url.length > LONGEST_URL) return null;
  const remote = /^https?:\/\/[^/]*(\/[^?#]*)/i.exec(url);
  if (remote !== null) return fromParts(decodePath(remote[1]), true);
  if (/^file:\/\//i.test(url)) {
    const [, path] = /^file:\/\/[^/]*(\/[^?#]*)/i.exec(url) ?? [];
    return path === undefined ? null : fromParts(decodePath(path), false);
  }
  return /^(?:\/|[A-Za-z]:[\\/])/.test(url) ? fromParts(url, false) : null;
}

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

function fromParts(path: string | null, isRemote: boolean): ScriptPath | null {
  const parts = path === null ? null : splitPath(path);
  return parts === null || parts.length === 0 ? null : { parts, isRemote };
}

/** The parts of a path that climbs nowhere; null for others. */
export function splitPath(path: string): string[] | null {
  const parts = path.split(/[\\/]+/).filter((part) => part !== '');
  if (/^[A-Za-z]:$/.test(parts[0] ?? '')) parts.shift();
  return parts.every(isPlainPart) ? parts : null;
}

/** Whether a part of a path names something in its folder: no way up, no drive, no stream, no end of a C string. */
export function isPlainPart(part: string): boolean {
  return part !== '' && part !== '.' && part !== '..' && !/[\\/:\0]/.test(part);
}

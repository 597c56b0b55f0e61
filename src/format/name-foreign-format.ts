// SPDX-License-Identifier: MIT
// The first bytes of a file that is no heap snapshot -> what it is, in a few words. Cost: 1 KiB is looked at.

/** Bytes from the start that `nameForeignFormat` wants to see. */
export const FOREIGN_PROBE_BYTES: number = 1024;

/** Where a tar archive says that it is one. */
const TAR_MAGIC = 257;

/** Formats by their first bytes, given as Latin-1 text. */
const MAGIC: readonly (readonly [start: string, what: string])[] = [
  ['PK\x03\x04', 'a zip archive'],
  ['PK\x05\x06', 'a zip archive'],
  ['\x1f\x8b', 'gzipped data (gzipped twice?)'],
  ['\x28\xb5\x2f\xfd', 'zstd data'],
  ['BZh', 'bzip2 data'],
  ['\xfd7zXZ', 'xz data'],
  ['\x04\x22\x4d\x18', 'lz4 data'],
  ['7z\xbc\xaf\x27\x1c', 'a 7z archive'],
  ['Rar!\x1a\x07', 'a rar archive'],
  ['JAVA PROFILE', 'a Java heap dump (hprof)'],
  ['Nettrace', 'a .NET trace'],
  ['\x14\0\0\0!FastSerialization', 'a .NET heap dump (gcdump)'],
  ['FLR\0', 'a Java flight recording'],
  ['\x7fELF', 'an ELF file (a program or a core dump)'],
  ['\xcf\xfa\xed\xfe', 'a Mach-O file (a program or a core dump)'],
  ['MDMP', 'a Windows minidump'],
  ['SQLite format 3', 'an SQLite database'],
  ['\xff\xfe\0\0', 'UTF-32 text (a snapshot is UTF-8)'],
  ['\0\0\xfe\xff', 'UTF-32 text (a snapshot is UTF-8)'],
  ['\0\0\0{', 'UTF-32 text (a snapshot is UTF-8)'],
  ['\xff\xfe', 'UTF-16 text (a snapshot is UTF-8)'],
  ['\xfe\xff', 'UTF-16 text (a snapshot is UTF-8)'],
  ['\0{', 'UTF-16 text (a snapshot is UTF-8)'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['\0asm', 'a WebAssembly module'],
  ['\x78\x01', 'zlib data'],
  ['\x78\x9c', 'zlib data'],
  ['\x78\xda', 'zlib data'],
  ['\x5d\0\0', 'lzma data'],
  ['data:', 'a data: URL'],
  ['HTTP/', 'an HTTP response with its headers'],
  ['version https://git-lfs', 'a Git LFS pointer (the file itself was not fetched)'],
  ['%PDF', 'a PDF document'],
];

/** Formats by a look at the beginning of a text; the first that fits. */
const TEXTS: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^<!doctype html.*<title>heapdiff/is, 'a heapdiff page'],
  [/^\s*<(?:!doctype html|html|head|body)\b/i, 'an HTML page'],
  [/^<[a-z!?/]/i, 'XML or HTML'],
  [/^"\s*\{/, 'a JSON string (encoded twice?)'],
  [/^eyJ[\w+/]/, 'base64 text'],
  [/^[\d,\s]{8,}$/, 'numbers only (a part of a snapshot?)'],
  [/^[[{].*"type"\s*:\s*"(?:Inspector|GCDebugging)"/s, "JavaScriptCore's own heap snapshot"],
  [/^[[{].*"selfSize"/s, 'a sampling heap profile (.heapprofile)'],
  [/^[[{].*"(?:callFrame|hitCount)"/s, 'a CPU profile (.cpuprofile)'],
  [/^\{\s*"nodes"\s*:\s*\[\s*\{/, 'a CPU profile (.cpuprofile)'],
  [/^(?:\{\s*"traceEvents"|\[\s*\{.*"ph"\s*:)/s, 'a performance trace'],
  [/^\[?\{.*"method"\s*:\s*"[A-Z]\w+\./s, 'a log of DevTools protocol messages'],
  [/^\{\s*"chunk"\s*:/, 'a log of DevTools protocol messages'],
  [/^\{.*"\$schema"\s*:\s*"[^"]*speedscope/s, 'a speedscope profile'],
  [/^\{\s*(?:"kind"\s*:\s*"\w+",\s*)?"schemaVersion"/, 'a heapdiff report'],
  [/^\{.*"(?:mappings|sourcesContent)"\s*:/s, 'a source map'],
  [/^\{\s*"log"\s*:\s*\{/, 'an HTTP archive (HAR)'],
  [/^\{\s*"header"\s*:\s*\{\s*"reportVersion"/, "a diagnostic report of Node's"],
  [/^\[\s*\{.*"type"\s*:\s*"(?:baseline|target|final)"/s, "MemLab's list of snapshots"],
];

/**
 * @param first the first bytes of the file, without a byte order mark
 * @param name of the file, for what cannot be told by its bytes
 * @returns what it seems to be, or null for what may be a snapshot
 */
export function nameForeignFormat(first: Uint8Array, name: string = ''): string | null {
  let text = '';
  const length = Math.min(first.length, FOREIGN_PROBE_BYTES);
  for (let i = 0; i < length; i++) text += String.fromCharCode(first[i]);
  if (/^[\t\n\r ]*(?:$|\{\s*(?:\}|"snapshot"|$))/.test(text)) return null;
  for (const [start, what] of MAGIC) if (text.startsWith(start)) return what;
  if (/^\{\0[\t\n\r "]\0/.test(text)) return 'UTF-16 text (a snapshot is UTF-8)';
  if (/^\{\0\0\0[\t\n\r "]\0/.test(text)) return 'UTF-32 text (a snapshot is UTF-8)';
  if (text.startsWith('ustar', TAR_MAGIC)) return 'a tar archive';
  // Firefox writes a length, then field 1 (a time stamp) of a protocol buffer.
  if (/^[\x02-\x0b]\x08/.test(text)) return 'a Firefox heap snapshot (.fxsnapshot)';
  // The first field of a profile: a type of value, whose two fields are numbers of strings.
  if (/^\n[\x04\x06]\x08.{1,2}\x10/s.test(text)) return 'a pprof profile';
  if (/^\0+$/.test(text)) return 'full of zero bytes';
  const trimmed = text.trimStart();
  for (const [pattern, what] of TEXTS) if (pattern.test(trimmed)) return what;
  if (/^\s*\{/.test(text)) return null;
  if (!/^[\t\n\r\x20-\x7e\x80-\xff]*$/.test(text)) return /\.br$/i.test(name) ? 'brotli data' : 'binary data';
  return trimmed.startsWith('[') ? 'a JSON array' : 'plain text';
}

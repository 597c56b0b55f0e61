// SPDX-License-Identifier: MIT
// A property, variable or class name -> the same with its data masked, so that it is equal for all entries of one
// dictionary, and in every run. Cost: length of the name.

const LONGEST = 48;
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** In the name of a file: hexadecimal, with digits and letters. */
const random = /(?<![a-z0-9])(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{6,}(?![a-z0-9])/gi;
/** In a folder that a program made for a while, as `mkdtemp` names them: all files are as good as one. */
const temporary =
  /^(?:file:\/\/)?(?:\/private)?(?:\/tmp|\/var\/tmp|\/var\/folders\/.*\/T|.*[\\/]Temp)[\\/][^\\/]*[-_.][a-z0-9]{6}[\\/]/i;
const token = new RegExp(`${uuid.source}|[0-9a-f]{16,}|[\\w-]{28,}`, 'gi');

/** `req-12-a` -> `req-#-a`; what is long, a path, an address or random becomes `*`. */
export function maskKeyData(name: string): string {
  if (name.length > LONGEST || name.includes('/') || name.includes('@')) return '*';
  if (name.length < 16 && !/\d/.test(name)) return name;
  return name.replace(token, '*').replace(/\d+/g, '#');
}

/** Folders above a file that say which one it is, wherever the program is installed. */
const FILE_PARTS = 3;

/**
 * File or URL of a script -> the same for each time that a program loads it or writes it anew, and for each place that the
 * program is installed at: no query, only the end of the path, numbers and random parts masked, and one name for all
 * that is in a folder for temporary files. Files of packages and of servers are what they are called; `data:` and
 * `blob:` URLs are all one.
 */
export function maskFileName(url: string): string {
  const inline = /^(?:data|blob|vm):/.exec(url);
  if (inline !== null) return inline[0];
  const file = url.replace(/[?#].*$/s, '');
  const ofPackage = /^.*[\\/]node_modules[\\/]/s.exec(file);
  if (ofPackage !== null) return file.slice(ofPackage[0].length);
  if (temporary.test(file)) return '*';
  const end = file.split(/[\\/]/).slice(-FILE_PARTS).join('/');
  return /^https?:/.test(file) ? end : end.replace(uuid, '*').replace(random, '*').replace(/\d+/g, '#');
}

/** FNV-1a over UTF-16 units. */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

// SPDX-License-Identifier: MIT
// A property, variable or class name -> the same with its data masked, so that it is equal for all entries of one
// dictionary, and in every run. Cost: length of the name.

const LONGEST = 48;
const token = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16,}|[\w-]{28,}/gi;

/** `req-12-a` -> `req-#-a`; what is long, a path, an address or random becomes `*`. */
export function maskKeyData(name: string): string {
  if (name.length > LONGEST || name.includes('/') || name.includes('@')) return '*';
  if (name.length < 16 && !/\d/.test(name)) return name;
  return name.replace(token, '*').replace(/\d+/g, '#');
}

/** FNV-1a over UTF-16 units. */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

// SPDX-License-Identifier: MIT
// How much a class says to the person who wrote the program: their own classes first, then other objects, then
// handles and arrays, then functions and strings, last V8's own. The lower the better.

import type { ClassIdentity } from '../analysis/classes.js';
import { isRuntimeScript } from '../analysis/runtime-scripts.js';

export const ClassTier = {
  application: 0,
  module: 1,
  suspended: 2,
  object: 3,
  handle: 4,
  array: 5,
  value: 6,
  context: 7,
  other: 8,
} as const;

/** Where a script comes from. */
export type ScriptOrigin = 'application' | 'package' | 'runtime';

/** Tells by the URL. Unknown scripts are taken for the application's. */
export function scriptOrigin(url: string | null): ScriptOrigin {
  if (url === null) return 'application';
  // What an extension has in a page is not the page's.
  if (isRuntimeScript(url) || url.startsWith('chrome-extension:')) return 'runtime';
  return /(?:^|[\\/])node_modules[\\/]/.test(url) ? 'package' : 'application';
}

/** Rates a class. @param url of its script, null if it has no place or the script is not known */
export function tierOf(identity: ClassIdentity, url: string | null): number {
  const { name, place } = identity;
  if (place !== null && scriptOrigin(url) === 'application' && !isPlain(name)) return ClassTier.application;
  if (MODULES.has(name)) return ClassTier.module;
  if (HANDLES.has(name) || NATIVE.test(name)) return ClassTier.handle;
  if (place === null && NATIVE_IN_BUN.has(name)) return ClassTier.handle;
  if (name === 'Array' || name === 'Arguments') return ClassTier.array;
  if (isContextClass(name)) return ClassTier.context;
  if (VALUES.has(name)) return ClassTier.value;
  if (name.startsWith('(') || name.startsWith('system / ') || name === '') return ClassTier.other;
  return ClassTier.object;
}

/** Whether a class is one of the language's own, wherever its objects are made. */
export function isPlain(name: string): boolean {
  return PLAIN.has(name);
}

/** Whether a class is that of V8's contexts; new versions write what scope it is behind it. */
export function isContextClass(name: string): boolean {
  return /^system \/ Context\b/.test(name);
}

const MODULES: ReadonlySet<string> = new Set(['Module', 'ModuleWrap', 'ModuleJob', 'ModuleJobSync']);
/** What a runtime puts between its own objects and the operating system. */
const HANDLES: ReadonlySet<string> = new Set([
  'FSEvent',
  'TCP',
  'TCPConnectWrap',
  'Pipe',
  'TTY',
  'UDP',
  'TLSWrap',
  'HTTPParser',
  'Process',
  'Generator',
  'WeakRef',
]);
/** What Node has in native code, and what Blink puts between the objects of a page. */
const NATIVE: RegExp =
  /^(?:Detached )?(?:(?:Node|workerd) \/ |(?:blink|cppgc|WTF)::|V8[A-Z]\w+$|(?:JS)?EventListener$|ScheduledAction$|DOMTimer$|\w+Observer(?:Registration|Delegate)$)/;
/** What Bun has in native code where others have a class of JavaScript. */
const NATIVE_IN_BUN: ReadonlySet<string> = new Set([
  'Timeout',
  'Immediate',
  'TCPSocket',
  'TLSSocket',
  'SocketHandlers',
]);
const PLAIN: ReadonlySet<string> = new Set([
  'Object',
  'Array',
  'Function',
  'Promise',
  'Error',
  'Generator',
  'AsyncGenerator',
  'Iterator',
  'AsyncFunction',
]);
const VALUES: ReadonlySet<string> = new Set([
  'Function',
  '(string)',
  '(concatenated string)',
  '(sliced string)',
  '(regexp)',
  'RegExp',
  'Symbol',
  '(symbol)',
]);

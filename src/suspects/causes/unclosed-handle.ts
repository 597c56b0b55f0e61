// SPDX-License-Identifier: MIT
// Native handles that are still open: the runtime holds them and their JavaScript objects until they are closed.

import { type SuspectCase, gainedCount } from '../suspect-case.js';
import type { CauseRule } from './cause-rule.js';
import { formatCount } from './evidence-text.js';

/** Objects that exist only as long as the handle is open, or that close() takes apart. */
const HANDLES =
  /^(?:FSEvent|FSWatcher|StatWatcher|TCP|Pipe|TTY|UDP|Process|ChildProcess|TLSWrap|Worker|MessagePort|FileHandle|Http2Session|Http2Stream|TCPServerWrap|ChannelWrap|QueryReqWrap|DirHandle|Dir|DatabaseSync|BroadcastChannel|FsWatcher|TcpConn|TcpListener|FsFile|WebSocket|EventSource)$/;
const NATIVE = /^Node \/ (?:\w*(?:Wrap|Handle|Watcher|Port|Worker|Session)|FSEvent\w*)$/;
const NAMES =
  /^(?:FSWatcher|StatWatcher|Socket|TLSSocket|Server|ChildProcess|Worker|MessagePort|FileHandle|UDP|Http2Session|WebSocket)$/;
/** Steps below the entries where a handle may be. */
const MAX_DEPTH = 2;

export const findUnclosedHandle: CauseRule = (suspect) => {
  if (suspect.isSwelling) return null;
  if (!hasHandles(suspect, HANDLES) && !hasHandles(suspect, NATIVE)) return null;
  const name = handleName(suspect);
  return {
    kind: 'unclosed-handle',
    confidence: 'high',
    evidence: [
      `${formatCount(Math.max(gainedCount(suspect, HANDLES), suspect.entryCount))} ${name} are open and nothing closes them`,
    ],
    advice:
      'close each one when its owner is done: close(), destroy(), terminate() or unwatchFile(), also on errors (finally, using)',
  };
};

/** Most entries have one, not far below; deeper ones are what a large entry consists of. */
function hasHandles({ classes, entryCount }: SuspectCase, pattern: RegExp): boolean {
  let count = 0;
  for (const { name, growth } of classes)
    if (growth.depth <= MAX_DEPTH && pattern.test(name)) count += growth.count;
  return entryCount > 0 && count >= entryCount * 0.5;
}

function handleName(suspect: SuspectCase): string {
  const named =
    suspect.classes.find(({ name }) => NAMES.test(name)) ??
    suspect.classes.find(({ name }) => HANDLES.test(name));
  return named === undefined ? 'native handles' : `${named.name} handles`;
}

// SPDX-License-Identifier: MIT
// Native handles that are still open: the runtime holds them and their JavaScript objects until they are closed. A
// Socket or Worker of JavaScript outlives its handle, so only what exists as long as the handle is open counts.

import type { NodeOrdinal } from '../../core/columns.js';
import { EdgeKind } from '../../format/kinds.js';
import { findStrings } from '../../format/string-table.js';
import { findLocation } from '../../heap/locations.js';
import { edgesOf } from '../heap-questions.js';
import type { FinalHeap } from '../inputs.js';
import type { SuspectCase } from '../suspect-case.js';
import type { CauseRule } from './cause-rule.js';
import { formatCount } from './evidence-text.js';

/** A kind of handle. */
interface Handle {
  readonly pattern: RegExp;
  readonly label: string;
  readonly depth?: number;
  /** Where a class of JavaScript has the same name, or the object stays when its handle is closed. */
  readonly isOpen?: (heap: FinalHeap, node: NodeOrdinal) => boolean;
}

/** Steps below the entries where a handle may be. */
const MAX_DEPTH = 2;
/** The same for sockets: a session, its socket, the socket's handle. */
const MAX_DEPTH_OF_SOCKET = 3;
/** The more specific first: a worker has ports, and a session a socket. */
const HANDLES: readonly Handle[] = [
  { pattern: /^Worker$/, label: 'worker threads', isOpen: isLinked },
  { pattern: /^Process$/, label: 'child processes' },
  { pattern: /^Http2Session$/, label: 'HTTP/2 sessions', isOpen: isLinked, depth: MAX_DEPTH_OF_SOCKET },
  { pattern: /^Http2Stream$/, label: 'HTTP/2 streams', isOpen: isLinked, depth: MAX_DEPTH_OF_SOCKET },
  { pattern: /^TLSWrap$/, label: 'TLS sockets', depth: MAX_DEPTH_OF_SOCKET },
  { pattern: /^TLSSocket$/, label: 'TLS sockets', isOpen: isNative },
  { pattern: /^(?:TCP|TcpConn|TCPSocket)$/, label: 'TCP sockets', depth: MAX_DEPTH_OF_SOCKET },
  { pattern: /^(?:TCPServerWrap|TcpListener)$/, label: 'servers' },
  { pattern: /^Pipe$/, label: 'pipes', depth: MAX_DEPTH_OF_SOCKET },
  { pattern: /^UDP$/, label: 'UDP sockets' },
  { pattern: /^TTY$/, label: 'terminals' },
  { pattern: /^(?:FSEvent|FsWatcher)$/, label: 'file watchers' },
  { pattern: /^StatWatcher$/, label: 'file watchers', isOpen: isLinked },
  { pattern: /^FileHandle$/, label: 'files', isOpen: isLinked },
  { pattern: /^FsFile$/, label: 'files' },
  { pattern: /^DirHandle$/, label: 'directories' },
  { pattern: /^MessagePort$/, label: 'message ports', isOpen: isLinked },
  { pattern: /^BroadcastChannel$/, label: 'broadcast channels' },
  { pattern: /^(?:ChannelWrap|QueryReqWrap)$/, label: 'DNS resolvers' },
  { pattern: /^DatabaseSync$/, label: 'databases' },
  { pattern: /^(?:WebSocket|EventSource)$/, label: 'web sockets', isOpen: isOfRuntime },
  {
    pattern: /^Node \/ (?:\w*(?:Wrap|Handle|Watcher|Port|Worker|Session)|FSEvent\w*)$/,
    label: 'native handles',
  },
];
/** Of the entries, how many must have one. */
const MIN_SHARE = 0.5;
/** Objects looked at to tell open ones from closed ones. */
const LOOKED_AT = 200;

export const findUnclosedHandle: CauseRule = (suspect) => {
  if (suspect.isSwelling || suspect.entryCount === 0) return null;
  for (const handle of HANDLES) {
    const count = countOpen(suspect, handle);
    if (count < suspect.entryCount * MIN_SHARE && count < suspect.growing.count * MIN_SHARE) continue;
    return {
      kind: 'unclosed-handle',
      confidence: 'high',
      evidence: [`${formatCount(count)} more ${handle.label} are open, and nothing closes them`],
      keeper: `Open ${handle.label}`,
      advice:
        'close each one when its owner is done: close(), destroy(), terminate() or unwatchFile(), also on errors (finally, using)',
    };
  }
  return null;
};

/** Handles that the suspect gained, without those that are closed. */
function countOpen(
  { heap, classes, members }: SuspectCase,
  { pattern, isOpen, depth = MAX_DEPTH }: Handle,
): number {
  let count = 0;
  for (const { name, growth } of classes) {
    if (growth.depth > depth || !pattern.test(name)) continue;
    if (isOpen === undefined) {
      count += growth.count;
      continue;
    }
    const seen = members.filter((node) => heap.classes.classOf[node] === growth.classNumber);
    const looked = seen.slice(0, LOOKED_AT);
    const open = looked.filter((node) => isOpen(heap, node)).length;
    count += looked.length === 0 ? 0 : Math.round((growth.count * open) / looked.length);
  }
  return count;
}

/** What native code makes has no place in a script. */
function isNative({ graph, locations }: FinalHeap, node: NodeOrdinal): boolean {
  return findLocation(graph, locations, node) === null;
}

/** The browser's or the runtime's own, not one of a package. */
function isOfRuntime({ graph, locations }: FinalHeap, node: NodeOrdinal): boolean {
  const url = findLocation(graph, locations, node)?.url ?? null;
  return url === null || /^(?:ext|node|deno|bun):/.test(url);
}

/** Whether native code still stands behind an object; a file that never says so is believed. */
function isLinked(heap: FinalHeap, node: NodeOrdinal): boolean {
  const { graph } = heap;
  if (!isNative(heap, node)) return false;
  const [link] = findStrings(graph.strings, ['javascript_to_native']);
  return (
    link < 0 ||
    edgesOf(graph, node).some(
      (edge) => graph.edgeKind[edge] === EdgeKind.internal && graph.edgeName[edge] === (link as number),
    )
  );
}

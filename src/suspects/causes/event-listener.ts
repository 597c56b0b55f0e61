// SPDX-License-Identifier: MIT
// Listeners that are added to something that lives longer: emitters, EventTargets, AbortSignals.

import type { NodeOrdinal } from '../../core/columns.js';
import { EdgeKind } from '../../format/kinds.js';
import { findTarget, hasMethod } from '../heap-questions.js';
import type { NamedStep, SuspectCase } from '../suspect-case.js';
import type { CauseFinding, CauseRule } from './cause-rule.js';
import { formatCount, formatSteps } from './evidence-text.js';

/** Edges of lists that hold listeners and nothing else. */
export const LISTENER_LISTS: RegExp =
  /^_events$|kEvents|^__listeners$|^_(?:event)?listeners$|kDependantSignals|dependantSignals|kSourceSignals|abortAlgorithms|^gcPersistentSignals$/i;
const TIMEOUT_SIGNALS = 'gcPersistentSignals';
export const LISTENER_CLASSES: RegExp =
  /^(?:blink::)?(?:Listener|EventListener|V8EventListener|V8EventHandler\w*|JSEventListener|RegisteredEventListener|EventListenerVector|EventTargetData|EventTargetDataMap)$/;
const EMITTER_METHODS: ReadonlySet<string> = new Set([
  'emit',
  'addListener',
  'addEventListener',
  'dispatchEvent',
]);

/** The property that has the arrays, and fields of each record. */
const RECORDS: readonly { readonly list: string; readonly fields: readonly string[] }[] = [
  { list: 'events', fields: ['handler', 'origType'] },
  { list: 'listeners', fields: ['callback', 'options'] },
];

export const findEventListener: CauseRule = (suspect) => {
  if (suspect.isSwelling) return null;
  // A listener list below the entries is each entry's own, and grows with them.
  const growing = suspect.steps.slice(Math.max(0, suspect.holderAt - 1), suspect.entryAt + 1);
  const list = growing.find(
    ({ edge, className }) => LISTENER_LISTS.test(edge) || LISTENER_CLASSES.test(className),
  );
  if (list !== undefined) return finding(suspect, eventName(suspect, list), 'high');
  if (isRecordOfListener(suspect)) return finding(suspect, suspect.steps[suspect.holderAt].edge, 'high');
  // A hand-made emitter: functions kept by an object that can emit.
  if (suspect.steps[suspect.entryAt].className !== 'Function') return null;
  // Whoever has a variable in which the list is does not own it: `window.open = () => handlers.get(...)`.
  const first = Math.max(0, suspect.holderAt - 3);
  const scope = suspect.steps.findLastIndex(
    ({ edgeKind }, i) => edgeKind === EdgeKind.context && i > first && i <= suspect.holderAt,
  );
  const owners = suspect.steps.slice(Math.max(first, scope), suspect.holderAt + 1);
  if (!owners.some(({ node }) => isOwnEmitter(suspect, node))) return null;
  const named = [...owners].reverse().find(({ edgeKind }) => edgeKind === EdgeKind.property);
  return finding(suspect, named?.edge ?? null, 'medium');
};

/** Records of listeners in an array for each event, as jQuery has them at an element and Deno at any target. */
function isRecordOfListener({ heap, steps, holderAt, entryAt }: SuspectCase): boolean {
  const entry = steps[entryAt].node;
  const above = steps.slice(Math.max(0, holderAt - 2), holderAt);
  return RECORDS.some(
    ({ list, fields }) =>
      above.some(({ edge }) => edge === list) &&
      fields.every((name) => findTarget(heap.graph, entry, name) !== null),
  );
}

/** One of Node's own emitters has its listeners in `_events`, and its other lists are no listeners. */
function isOwnEmitter({ heap }: SuspectCase, node: NodeOrdinal): boolean {
  return hasMethod(heap, node, EMITTER_METHODS) && findTarget(heap.graph, node, '_events') === null;
}

function finding(suspect: SuspectCase, event: string | null, confidence: 'high' | 'medium'): CauseFinding {
  if (suspect.steps[suspect.holderAt].edge === TIMEOUT_SIGNALS) return ofTimeoutSignals(suspect);
  const name = event === null ? '' : ` for \`${event}\``;
  const emitter = emitterClass(suspect);
  return {
    kind: 'event-listener',
    confidence,
    evidence: [
      `${formatCount(suspect.entryCount)} more listeners${name}${emitter === null ? '' : ` on ${emitter}`}: ${formatSteps(suspect.entrySteps)}, none removed`,
    ],
    advice:
      'remove the listener when its owner is done (off(), removeEventListener(), { once: true } or { signal }), or listen once at the long-lived object',
  };
}

/** Node keeps a signal that will abort by itself for as long as somebody listens to it. */
function ofTimeoutSignals({ entryCount, entrySteps }: SuspectCase): CauseFinding {
  return {
    kind: 'event-listener',
    confidence: 'high',
    evidence: [
      `${formatCount(entryCount)} more signals with listeners wait to abort: ${formatSteps(entrySteps)}, none removed`,
    ],
    advice:
      "remove the 'abort' listener when the work is done: until its time is over, the signal lives as long as it has listeners; or give AbortSignal.timeout() less time",
    keeper: 'Signals that wait to abort',
  };
}

/** `_events.tick`: the name below the list; of an EventTarget the map's key is not a name of the path. */
function eventName(suspect: SuspectCase, list: NamedStep): string | null {
  const below = suspect.steps[suspect.steps.indexOf(list) + 1];
  if (list.edge !== '_events' || below === undefined || /^\d*$/.test(below.edge)) return null;
  return below.edge;
}

function emitterClass(suspect: SuspectCase): string | null {
  const at = suspect.steps.findIndex(({ edge }, i) => i >= suspect.holderAt - 1 && LISTENER_LISTS.test(edge));
  const emitter = at > 0 ? suspect.steps[at - 1].className : '(none)';
  return /^(?:\(|system \/ )/.test(emitter) ? null : emitter;
}

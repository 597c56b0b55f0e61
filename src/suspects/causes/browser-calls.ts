// SPDX-License-Identifier: MIT
// What a browser will call: it holds a function through objects of its own, and those say when it calls.
//
//   Window -> DOMTimer -> ScheduledAction -> V8Function -> Function              a timer
//   Pending activities -> MediaQueryList -> EventListener -> ... -> Function     an event listener
//   Pending activities -> Worker -> EventListener -> ... -> Function             a worker that nobody ends
//
// Source: Blink's names of wrapped objects in Chromium's snapshots (cppgc, Traceable::NameInHeapSnapshot).

import { isInternalNode } from '../../analysis/internal-nodes.js';
import { NodeKind } from '../../format/kinds.js';
import type { NamedStep, SuspectCase } from '../suspect-case.js';
import type { CauseRule } from './cause-rule.js';
import { LISTENER_CLASSES } from './event-listener.js';
import { formatCount } from './evidence-text.js';
import { FRAME_ADVICE } from './timer.js';

const TIMER = /^(?:DOMTimer|ScheduledAction)$/;
const FRAME = /^(?:V8(?:Frame|Idle)RequestCallback|V8FrameCallback)$/;
const ELEMENT = /^(?:Detached )?(?:<|(?:HTML|SVG)\w*Element$|Text$)/;
/** What stays while it is open, with what listens to it. */
const OPEN: ReadonlyMap<string, string> = new Map([
  ['Worker', 'workers'],
  ['SharedWorker', 'shared workers'],
  ['BroadcastChannel', 'broadcast channels'],
  ['MessagePort', 'message ports'],
  ['WebSocket', 'web sockets'],
  ['EventSource', 'event sources'],
  ['RTCPeerConnection', 'peer connections'],
  ['RTCDataChannel', 'data channels'],
  ['MediaRecorder', 'media recorders'],
  ['AudioContext', 'audio contexts'],
]);

/** Timers and frames, where the callbacks themselves come and go. */
export const findTimerOfBrowser: CauseRule = (suspect) => {
  const steps = stepsOfBrowser(suspect);
  const isFrame = steps.some(({ className }) => FRAME.test(className));
  if (!isFrame && !steps.some(({ className }) => TIMER.test(className))) return null;
  return {
    kind: 'timer',
    confidence: 'high',
    evidence: [
      `${formatCount(suspect.growing.count)} more ${growingName(suspect)} are held by ${isFrame ? 'frames that were asked for' : 'timers that wait'}, which ask for the next one again and again`,
    ],
    advice: isFrame
      ? FRAME_ADVICE
      : 'keep what setTimeout() or setInterval() returns and clear it when the object is closed; a chain of timeouts has to end there',
  };
};

/** Workers, channels and connections that are open for as long as nobody closes them. */
export const findOpenChannel: CauseRule = (suspect) => {
  // One that has many listeners is their holder, and a matter of those.
  const holder = suspect.steps[suspect.holderAt];
  const label = stepsOfBrowser(suspect)
    .filter((step) => step !== holder)
    .map(({ className }) => OPEN.get(className))
    .find((one) => one !== undefined);
  if (label === undefined) return null;
  return {
    kind: 'unclosed-handle',
    confidence: 'high',
    evidence: [
      `${formatCount(suspect.entryCount)} more ${label} are open, and nothing closes them: the browser holds each with what listens to it`,
    ],
    keeper: `Open ${label}`,
    advice:
      'close each one when its owner is done: close(), terminate() or disconnect(), also on errors (finally)',
  };
};

/** Listeners of objects of the browser that nothing of the program has to hold. */
export const findListenerOfBrowser: CauseRule = (suspect) => {
  const steps = stepsOfBrowser(suspect);
  const at = steps.findIndex(({ className }) => LISTENER_CLASSES.test(className));
  if (at < 0) return null;
  const isOwn = ({ node }: NamedStep): boolean => !isInternalNode(suspect.heap.graph, node);
  const target = steps.slice(0, at).filter(isOwn).at(-1)?.className;
  return {
    kind: 'event-listener',
    confidence: 'high',
    evidence: [
      `${formatCount(suspect.growing.count)} more ${growingName(suspect)} are held by listeners${target === undefined ? '' : ` of ${target}`}, which nobody removes`,
    ],
    advice:
      'remove the listener when its owner is done (removeEventListener() with the same function, { once: true } or { signal })',
  };
};

function growingName({ heap, growing }: SuspectCase): string {
  return heap.classes.classes[growing.classNumber].name;
}

/** The browser's own steps around the holder that end with a function, or with what grows. */
function stepsOfBrowser({ heap, steps, holderAt, isSwelling }: SuspectCase): readonly NamedStep[] {
  if (isSwelling) return [];
  const isBrowsers = ({ node, className }: NamedStep): boolean =>
    heap.graph.nodeKind[node] === NodeKind.native && !className.startsWith('system / ');
  // A function that is made anew for each call is the holder itself.
  let end = holderAt;
  while (end < steps.length && isBrowsers(steps[end])) end++;
  if (end < steps.length && steps[end].className !== 'Function') return [];
  // Elements that become more have listeners of their own.
  if (steps.slice(holderAt + 1, end).some(({ className }) => ELEMENT.test(className))) return [];
  let start = end;
  while (start > 0 && isBrowsers(steps[start - 1])) start--;
  return steps.slice(start, end);
}

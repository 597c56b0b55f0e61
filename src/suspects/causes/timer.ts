// SPDX-License-Identifier: MIT
// Intervals, timeouts and immediates that still wait hold their callbacks, and the callbacks what they use.

import type { NodeOrdinal } from '../../core/columns.js';
import type { HeapGraph } from '../../heap/heap-graph.js';
import { isOddball } from '../../heap/oddballs.js';
import { type SuspectCase, gainedCount, gainedShare, stepsFromHolder } from '../suspect-case.js';
import { findTarget, isPackageObject } from '../heap-questions.js';
import type { CauseRule } from './cause-rule.js';
import { formatCount } from './evidence-text.js';

/** What there is for each that waits. */
const WAITING =
  /^(?:Timeout|Immediate|Timer|DOMTimer|ScheduledAction|V8FrameRequestCallback|V8IdleRequestCallback)$/;
const LISTS = /^(?:TimersList|ImmediateList)$/;
const FRAMES = /^V8(?:Frame|Idle)RequestCallback$/;

/** Against frames that are asked for again and again. */
export const FRAME_ADVICE =
  'keep what requestAnimationFrame() or requestIdleCallback() returns and cancel it when the object is closed; a loop that asks for the next frame has to end there';

export const findTimer: CauseRule = (suspect) => {
  if (suspect.isSwelling) return null;
  const timer = stepsFromHolder(suspect, 0).find(
    ({ className }) => WAITING.test(className) || LISTS.test(className),
  );
  if (timer === undefined || gainedShare(suspect, WAITING) < 0.5) return null;
  const isFrame = FRAMES.test(timer.className);
  const isList = stepsFromHolder(suspect, 0).some(({ className }) => LISTS.test(className));
  const waits =
    isList ||
    // A page's timers are in the browser's own table only while they wait.
    /^(?:DOMTimer|ScheduledAction)$/.test(timer.className) ||
    isFrame ||
    suspect.origin !== 'application' ||
    findTarget(suspect.heap.graph, timer.node, '_idleNext') !== null ||
    isLibraryTimer(suspect, timer.node);
  if (!waits) return null;
  const isInterval = suspect.members.some((node) => isNodeInterval(suspect.heap.graph, node));
  // To some, a variable that another timer's callback sees may be the shortest way.
  const count = Math.max(suspect.entryCount, gainedCount(suspect, /^Timeout$/));
  return {
    kind: 'timer',
    confidence: 'high',
    evidence: [
      `${formatCount(count)} ${isInterval ? 'intervals' : isFrame ? 'frames that were asked for' : 'timers'} still wait, and each callback holds what it uses`,
    ],
    advice: isLibraryTimer(suspect, timer.node)
      ? 'call stop() of what timer() or interval() returned when the object is closed'
      : isOfPackage(suspect)
        ? 'a package set them: call what ends its object (close(), stop(), shutdown(), cancel() or dispose()) when it is no longer needed'
        : isFrame
          ? FRAME_ADVICE
          : isInterval
            ? 'keep what setInterval() returns and call clearInterval() with it when the object is closed'
            : 'keep what setTimeout() or setInterval() returns and clear it when the object is closed',
  };
};

/** Whether a timer of Node repeats: after how long is a small integer, to which V8 writes no edge; a timeout has null there. */
function isNodeInterval(graph: HeapGraph, node: NodeOrdinal): boolean {
  if (findTarget(graph, node, '_onTimeout') === null) return false;
  const repeat = findTarget(graph, node, '_repeat');
  return repeat === null || !isOddball(graph, repeat);
}

/** One of d3-timer, which has all that wait in a chain; what is stopped is taken out. */
function isLibraryTimer({ heap }: SuspectCase, timer: NodeOrdinal): boolean {
  return ['_call', '_next'].every((name) => findTarget(heap.graph, timer, name) !== null);
}

/** Whether the callback is a function of a package. */
function isOfPackage(suspect: SuspectCase): boolean {
  const callback = stepsFromHolder(suspect, 0).find(({ className }) => className === 'Function');
  return callback !== undefined && isPackageObject(suspect.heap, callback.node);
}

// SPDX-License-Identifier: MIT
// Promises that never settle hold their reactions: the awaiting functions with all their variables, and the tables
// of calls that wait for an answer.

import type { NodeOrdinal } from '../../core/columns.js';
import { NodeKind } from '../../format/kinds.js';
import { nodeName } from '../../heap/names.js';
import { classNameOf, edgesOf, findTarget } from '../heap-questions.js';
import { type SuspectCase, gainedShare } from '../suspect-case.js';
import type { CauseFinding, CauseRule } from './cause-rule.js';
import { formatCount, holderText } from './evidence-text.js';

/** A table of calls that wait: whatever else the callers have, the answer is what is missing. */
export const findPendingCalls: CauseRule = (suspect) =>
  hasResolvers(suspect) ? findPendingPromise(suspect) : null;

const REACTION = /PromiseReaction$/;

export const findPendingPromise: CauseRule = (suspect) => {
  if (suspect.isSwelling) return null;
  // Only a promise that has not settled has reactions.
  const waiting = suspect.steps
    .slice(suspect.holderAt, suspect.entryAt + 1)
    .find(({ className }) => REACTION.test(className));
  if (waiting !== undefined)
    return finding(
      `one promise, ${holderText(suspect)}, has not settled, and ${formatCount(countReactions(suspect, waiting.node))} reactions wait for it`,
      'settle it, or wait for it once: each await, then() and Promise.race() with it is kept until then, also when the race is over; for the end of a long life, add a listener to an AbortSignal and remove it',
    );
  const isPromise = classesOfPromises(suspect);
  const gained = suspect.classes.reduce(
    (sum, { growth }) => (isPromise.has(growth.classNumber) ? sum + growth.count : sum),
    0,
  );
  const perEntry = suspect.entryCount === 0 ? 0 : gained / suspect.entryCount;
  if (perEntry < 0.5) return null;
  const promises = suspect.members.filter((node) => isPromise.has(suspect.heap.classes.classOf[node]));
  const pending = hasResolvers(suspect)
    ? promises.filter((node) => !isSettled(suspect, node)).length
    : promises.filter((node) => isPending(suspect, node)).length;
  const share = promises.length === 0 ? 0 : pending / promises.length;
  if (share * perEntry < 0.45) return null;
  const awaiting = gainedShare(suspect, /Generator$|AsyncFunctionObject$/) >= 0.4;
  return finding(
    `${formatCount(suspect.entryCount)} calls in ${holderText(suspect)} still wait for promises that have not settled${awaiting ? ', each with a suspended async function' : ''}`,
  );
};

/** All that wait for one promise are a list; V8 has no name for the edge to the next one. */
function countReactions({ heap }: SuspectCase, first: NodeOrdinal): number {
  const { edgeTarget, nodeCount } = heap.graph;
  let count = 0;
  // A list of a damaged file may lead back to its start.
  for (let at: NodeOrdinal | undefined = first; at !== undefined && count < nodeCount; count++)
    at = edgesOf(heap.graph, at)
      .map((edge) => edgeTarget[edge])
      .find((target) => REACTION.test(classNameOrLabel(heap, target)));
  return count;
}

function finding(
  evidence: string,
  advice = 'settle every promise: time the call out (AbortSignal.timeout, Promise.race) and reject and delete what waits when the connection closes',
): CauseFinding {
  return { kind: 'pending-promise', confidence: 'high', evidence: [evidence], advice };
}

/** By name, or because one of its objects has a promise's state: the program may have a class of its own. */
function classesOfPromises({ heap, classes, members }: SuspectCase): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { name, growth } of classes) if (/Promise$/.test(name)) found.add(growth.classNumber);
  for (const node of members) {
    const number = heap.classes.classOf[node];
    if (!found.has(number) && findTarget(heap.graph, node, 'reactions_or_result') !== null) found.add(number);
  }
  return found;
}

/** A promise with reactions has not settled; its result takes their place. */
function isPending({ heap }: SuspectCase, promise: NodeOrdinal): boolean {
  const state = findTarget(heap.graph, promise, 'reactions_or_result');
  return state !== null && REACTION.test(classNameOrLabel(heap, state));
}

/** Entries that keep the functions which would settle them: a table of calls that wait. */
function hasResolvers({ heap, steps, entryAt }: SuspectCase): boolean {
  return steps.slice(entryAt, entryAt + 2).some(({ node }) =>
    ['resolve', 'reject'].some((name) => {
      const target = findTarget(heap.graph, node, name);
      return target !== null && heap.graph.nodeKind[target] === NodeKind.closure;
    }),
  );
}

/** The engine's promises have a result; of a library's, nothing is known. */
function isSettled({ heap }: SuspectCase, promise: NodeOrdinal): boolean {
  const state = findTarget(heap.graph, promise, 'reactions_or_result');
  return state !== null && !REACTION.test(classNameOrLabel(heap, state));
}

function classNameOrLabel(heap: SuspectCase['heap'], node: NodeOrdinal): string {
  const name = classNameOf(heap, node);
  return name.startsWith('(') ? labelOf(heap, node) : name;
}

function labelOf(heap: SuspectCase['heap'], node: NodeOrdinal): string {
  return nodeName(heap.graph, node);
}

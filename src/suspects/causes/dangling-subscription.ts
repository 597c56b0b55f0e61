// SPDX-License-Identifier: MIT
// Subscribers, observers and reactions in a library's lists.

import { hasMethod, isPackageObject } from '../heap-questions.js';
import type { SuspectCase } from '../suspect-case.js';
import type { CauseRule } from './cause-rule.js';
import { formatSteps, holderText } from './evidence-text.js';

const LISTS =
  /observers?_?$|subscri|^_?subs?$|finalizers|teardowns|reactions?_?$|watchers|effects?$|^deps?$|listeners?_?$|handlers?$|callbacks?$/i;
const STRONG = /observers?_?$|subscri|reactions?_?$/i;
const SUBSCRIBE: ReadonlySet<string> = new Set(['subscribe', 'unsubscribe', 'observe', 'unobserve']);
const CLASSES = /(?:Subscriber|Subscription|Observer|Reaction|ReactiveEffect|Watcher|Autorun|Disposable)$/;
/** Steps below the entries where a subscriber may be. */
const MAX_DEPTH = 2;

export const findDanglingSubscription: CauseRule = (suspect) => {
  if (suspect.isSwelling) return null;
  const { steps, holderAt, entryAt } = suspect;
  const list = steps.slice(Math.max(0, holderAt - 1), entryAt + 1).find(({ edge }) => LISTS.test(edge));
  // Deeper ones belong to what the entries are, e.g. a window with all its observers.
  const isSubscriber = suspect.classes.some(
    ({ name, growth }) =>
      CLASSES.test(name) && growth.depth <= MAX_DEPTH && growth.count >= suspect.entryCount * 0.5,
  );
  const around = steps.slice(Math.max(0, holderAt - 2), entryAt + 1);
  const isLibrary =
    suspect.origin === 'package' || around.some(({ node }) => isPackageObject(suspect.heap, node));
  const canSubscribe = around.some(({ node }) => hasMethod(suspect.heap, node, SUBSCRIBE));
  const isOwnList = canSubscribe || (list !== undefined && STRONG.test(list.edge));
  if (list === undefined && !isSubscriber && !canSubscribe) return null;
  if (!isLibrary && !(isOwnList && (isSubscriber || holdsFunctions(suspect)))) return null;
  if (list === undefined && isLibrary && !isSubscriber) return null;
  return {
    kind: 'dangling-subscription',
    confidence: isLibrary ? 'high' : 'medium',
    evidence: [
      `${holderText(suspect)} has subscribers that nobody cancels: ${formatSteps(suspect.entrySteps)}, none removed`,
    ],
    advice:
      'keep what subscribe() returns (a subscription or a dispose function) and call it when the owner is closed; or end the stream there (takeUntil, first)',
  };
};

function holdsFunctions(suspect: SuspectCase): boolean {
  return suspect.steps.slice(suspect.entryAt).some(({ className }) => className === 'Function');
}

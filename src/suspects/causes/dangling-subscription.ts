// SPDX-License-Identifier: MIT
// Subscribers, observers and reactions in a library's lists.

import type { NodeOrdinal } from '../../core/columns.js';
import { EdgeKind, NodeKind } from '../../format/kinds.js';
import { classNameOf, edgesOf, hasMethod, isPackageObject } from '../heap-questions.js';
import type { FinalHeap } from '../inputs.js';
import { isSubscriptionLink } from '../library-parts.js';
import { type NamedStep, type SuspectCase, gainedCount, isReachedAsEntry } from '../suspect-case.js';
import type { CauseFinding, CauseRule } from './cause-rule.js';
import { formatCount, formatSteps, holderText } from './evidence-text.js';

const LISTS =
  /observers?_?$|subscri|^_?subs?$|finalizers|teardowns|reactions?_?$|watchers|effects?$|^deps?$|listeners?_?$|handlers?$|callbacks?$|^[#_]?(?:targets|dependents|dependants|readers)$/i;
const STRONG = /observers?_?$|subscri|reactions?_?$|^[#_]?(?:targets|dependents|dependants|readers)$/i;
const SUBSCRIBE: ReadonlySet<string> = new Set([
  'subscribe',
  'unsubscribe',
  'observe',
  'unobserve',
  'watch',
  'unwatch',
]);
const CLASSES = /(?:Subscriber|Subscription|Observer|Reaction|ReactiveEffect|Watcher|Autorun|Disposable)$/;
/** A browser's own, each registered at what it observes. */
const OBSERVERS = /^(?:Resize|Mutation|Intersection|Performance|Reporting)Observer(?:Registration)?$/;
/** What a subscriber that is an object is told by. */
const TOLD: ReadonlySet<string> = new Set([
  ...['update', 'notify', 'next', 'handle', 'receive', 'refresh', 'render', 'changed'],
  ...['onChange', 'onUpdate', 'onNext', 'onMessage', 'onEvent', 'onData', 'onNotify'],
]);
const COLLECTION = /^(?:Map|Set|Array|Object|\{.*)$/;
/** Lists of functions that are called one after the other, not told of anything. */
const CHAINS = /middlewares?$|stack$|plugins?$|hooks?$|interceptors?$|queue$|tasks?$|jobs?$/i;
/** Steps below the entries where a subscriber may be. */
const MAX_DEPTH = 2;

export const findDanglingSubscription: CauseRule = (suspect) => {
  if (suspect.isSwelling) return null;
  const { steps, holderAt, entryAt } = suspect;
  const list = steps.slice(Math.max(0, holderAt - 1), entryAt + 1).find(({ edge }) => LISTS.test(edge));
  // Deeper ones belong to what the entries are, e.g. a window with all its observers; so do all that an object of a
  // class has for itself, as an editor has its observer of the page.
  const { className } = steps[entryAt];
  const deepest = className === 'Function' || COLLECTION.test(className) ? MAX_DEPTH : 0;
  const isSubscriber = suspect.classes.some(
    ({ name, growth }) =>
      CLASSES.test(name) && growth.depth <= deepest && growth.count >= suspect.entryCount * 0.5,
  );
  const around = steps.slice(Math.max(0, holderAt - 2), entryAt + 1);
  const isLibrary =
    suspect.origin === 'package' || around.some(({ node }) => isPackageObject(suspect.heap, node));
  const observer = findObserver(suspect);
  if (observer !== undefined) return observerFinding(suspect, observer.className);
  if (isSubscriptionLink(suspect.heap.graph, steps[entryAt].node)) return finding(suspect, 'high');
  if (isListOfCallbacks(suspect) || isCollectionOfCallbacks(suspect)) return finding(suspect, 'high');
  // A chain of functions at such an object is no list of it.
  const canSubscribe =
    isReachedAsEntry(suspect) && around.some(({ node }) => hasMethod(suspect.heap, node, SUBSCRIBE));
  const isOwnList = canSubscribe || (list !== undefined && STRONG.test(list.edge));
  if (list === undefined && !isSubscriber && !canSubscribe) return null;
  const isTold =
    isSubscriber || holdsFunctions(suspect) || hasMethod(suspect.heap, steps[entryAt].node, TOLD);
  if (!isLibrary && !(isOwnList && isTold) && !(list !== undefined && isSubscriber)) return null;
  if (list === undefined && isLibrary && !isSubscriber) return null;
  return finding(suspect, isLibrary ? 'high' : 'medium');
};

function finding(suspect: SuspectCase, confidence: 'high' | 'medium'): CauseFinding {
  const told = `${holderText(suspect)} has subscribers that nobody cancels`;
  // A browser's own lists have no entries that could be counted.
  const hasEntries = suspect.entrySteps.some((step) => step > 0);
  return {
    kind: 'dangling-subscription',
    confidence,
    evidence: [hasEntries ? `${told}: ${formatSteps(suspect.entrySteps)}, none removed` : told],
    advice:
      'keep what subscribe() returns (a subscription or a dispose function) and call it when the owner is closed; or end the stream there (takeUntil, first)',
  };
}

/** What grows, or is called by what grows. */
function findObserver({ steps, holderAt }: SuspectCase): NamedStep | undefined {
  const below = steps.slice(holderAt);
  const call = below.findIndex(({ className }) => className === 'Function');
  return below.slice(0, call < 0 ? undefined : call).find(({ className }) => OBSERVERS.test(className));
}

function observerFinding(suspect: SuspectCase, className: string): CauseFinding {
  const count = formatCount(gainedCount(suspect, OBSERVERS));
  return {
    kind: 'dangling-subscription',
    confidence: 'high',
    evidence: [`${count} more ${className} at ${holderText(suspect)}, which nobody disconnects`],
    advice: 'call disconnect() of the observer, or unobserve() the element, when what it serves is closed',
  };
}

/** The program's functions in a Set or array of an object that a library made; an array may be a chain of middleware. */
function isCollectionOfCallbacks({ heap, steps, holderAt, entryAt, holderClass }: SuspectCase): boolean {
  if (!/^(?:Set|Array)$/.test(holderClass) || steps[entryAt].className !== 'Function') return false;
  if (isPackageObject(heap, steps[entryAt].node)) return false;
  // Over the levels of a tree of topics, up to the object whose collections these are.
  for (let i = holderAt; i > 0; i--) {
    const { node, className, edge } = steps[i];
    if (holderClass === 'Array' && CHAINS.test(edge)) return false;
    if (isPackageObject(heap, node) || hasPackageMethod(heap, node)) return true;
    if (!COLLECTION.test(className) && heap.graph.nodeKind[node] !== NodeKind.array) return false;
  }
  return false;
}

/** An object without a class that has a function of a library. */
function hasPackageMethod(heap: FinalHeap, node: NodeOrdinal): boolean {
  const { graph } = heap;
  if (!/^(?:Object|\{.*)$/.test(classNameOf(heap, node))) return false;
  return edgesOf(graph, node).some(
    (edge) =>
      graph.edgeKind[edge] === EdgeKind.property &&
      graph.nodeKind[graph.edgeTarget[edge]] === NodeKind.closure &&
      isPackageObject(heap, graph.edgeTarget[edge]),
  );
}

/**
 * A library's linked list below an object of its own, whose nodes lead to instances of the library with a function of
 * the program each: effects and computations of reactive libraries.
 */
function isListOfCallbacks(suspect: SuspectCase): boolean {
  const { heap, steps, entryAt } = suspect;
  if (entryAt === 0 || isReachedAsEntry(suspect)) return false;
  if (!steps.slice(Math.max(0, entryAt - 2), entryAt).some(({ node }) => isPackageObject(heap, node)))
    return false;
  const at = steps.findIndex(
    ({ node, className }, i) => i > entryAt && className === 'Function' && !isPackageObject(heap, node),
  );
  return at > entryAt && isPackageObject(heap, steps[at - 1].node) && steps[at - 1].className !== 'Function';
}

/** Whether the entries lead to functions, or have some of their own. */
function holdsFunctions({ heap, steps, entryAt }: SuspectCase): boolean {
  const { graph } = heap;
  const entry = steps[entryAt].node;
  return (
    steps.slice(entryAt).some(({ className }) => className === 'Function') ||
    edgesOf(graph, entry).some(
      (edge) =>
        graph.edgeKind[edge] === EdgeKind.property &&
        graph.nodeKind[graph.edgeTarget[edge]] === NodeKind.closure,
    )
  );
}

// SPDX-License-Identifier: MIT
// The parts that reactive libraries and renderers make for what a program gives them: links, effects, subscribers,
// fibers. In a page's bundle no path tells them from the program's classes, and a minified name says nothing, but their
// fields keep their names. Of what grows together the program's own class is the one to name.
//
// Source: the fields of Vue 3.5 (reactivity: dep.ts, effect.ts, effectScope.ts, ref.ts), RxJS 7 (Subscription.ts, Subscriber.ts,
// Subject.ts), MobX 6 (reaction.ts, atom.ts), React 18 (ReactFiber.js).

import type { HeapGraph } from '../heap/heap-graph.js';
import type { NodeOrdinal } from '../core/columns.js';
import { propertyNames } from './heap-questions.js';

/** Fields that only one such part has. */
const PARTS: readonly (readonly string[])[] = [
  ['dep', 'sub', 'prevSub', 'nextSub'],
  ['deps', 'depsTail'],
  ['subs', 'activeLink'],
  ['dep', '_rawValue'],
  ['effects', 'cleanups', 'scopes'],
  ['_parentage', '_finalizers'],
  ['observers', 'currentObservers'],
  ['partialObserver'],
  ['observing_', 'newObserving_'],
  ['observers_', 'lastAccessedBy_'],
  ['memoizedProps', 'memoizedState', 'alternate'],
];

/** Whether an object is one of them. */
export function isLibraryPart(graph: HeapGraph, node: NodeOrdinal): boolean {
  const names = new Set(propertyNames(graph, node));
  return PARTS.some((fields) => fields.every((field) => names.has(field)));
}

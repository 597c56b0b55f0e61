// SPDX-License-Identifier: MIT
// The parts that reactive libraries and renderers make for what a program gives them: links, effects, subscribers,
// fibers. In a page's bundle no path tells them from the program's classes, and a minified name says nothing, but their
// fields keep their names. Of what grows together the program's own class is the one to name.
//
// Source: the fields of Vue 3.5 (reactivity: dep.ts, effect.ts, effectScope.ts, ref.ts), RxJS 7 (Subscription.ts, Subscriber.ts,
// Subject.ts), MobX 6 (reaction.ts, atom.ts, observableobject.ts), React 18 (ReactFiber.js), @preact/signals-core 1 (index.ts; its
// build shortens them), Backbone 1 (Events), eventemitter3 5 (index.js).

import type { HeapGraph } from '../heap/heap-graph.js';
import type { NodeOrdinal } from '../core/columns.js';
import { propertyNames } from './heap-questions.js';

/** Fields of what stands between something that can be subscribed to and one subscriber. */
const LINKS: readonly (readonly string[])[] = [
  ['dep', 'sub', 'prevSub', 'nextSub'],
  ['_source', '_target', '_prevTarget', '_nextTarget'],
  ['S', 'p', 'n', 't', 'e', 'x', 'r'],
];

/** Fields that only one such part has. */
const PARTS: readonly (readonly string[])[] = [
  ...LINKS,
  ['deps', 'depsTail'],
  ['subs', 'activeLink'],
  ['dep', '_rawValue'],
  ['effects', 'cleanups', 'scopes'],
  ['_parentage', '_finalizers'],
  ['observers', 'currentObservers'],
  ['partialObserver'],
  ['observing_', 'newObserving_'],
  ['observers_', 'lastAccessedBy_'],
  ['values_', 'target_', 'pendingKeys_'],
  ['memoizedProps', 'memoizedState', 'alternate'],
  ['_fn', '_sources', '_flags'],
  ['x', 'u', 's', 'o', 'f'],
  ['x', 'u', 's', 'j', 'f'],
  ['listener', 'obj', 'interop'],
  ['callback', 'context', 'ctx', 'listening'],
  ['fn', 'context', 'once'],
];

/** Whether an object is one of them. */
export function isLibraryPart(graph: HeapGraph, node: NodeOrdinal): boolean {
  return hasFields(graph, node, PARTS);
}

/** Whether it is a subscriber's place in a list of subscribers. */
export function isSubscriptionLink(graph: HeapGraph, node: NodeOrdinal): boolean {
  return hasFields(graph, node, LINKS);
}

function hasFields(graph: HeapGraph, node: NodeOrdinal, parts: readonly (readonly string[])[]): boolean {
  const names = new Set(propertyNames(graph, node));
  return parts.some((fields) => fields.every((field) => names.has(field)));
}

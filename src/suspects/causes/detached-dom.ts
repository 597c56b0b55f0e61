// SPDX-License-Identifier: MIT
// DOM nodes outside any document that script still holds: a browser's, or those of a DOM written in JavaScript.

import type { NodeOrdinal } from '../../core/columns.js';
import { edgeName } from '../../heap/names.js';
import { classNameOf, edgesOf, findTarget } from '../heap-questions.js';
import type { FinalHeap } from '../inputs.js';
import { type SuspectCase, gainedShare } from '../suspect-case.js';
import type { CauseRule } from './cause-rule.js';
import { LISTENER_LISTS } from './event-listener.js';
import { formatCount, holderText } from './evidence-text.js';

/** Chromium's nodes; what Node wraps is marked in the same way, and is no element. */
const NATIVE = /^Detached (?!Node \/)/;
const SCRIPTED =
  /^(?:(?:HTML|SVG)\w*Element|Element|Text|Comment|DocumentFragment|Attr|NodeWithChildren)(?:Impl)?$/;
/** Nodes up to the document at most. */
const MAX_CLIMB = 200;

/** What holds by itself, whatever elements its objects have: timers, listeners, observers. */
const MECHANISM =
  /^(?:Timeout|Immediate|Timer|DOMTimer|ScheduledAction|\w*Observer|(?:blink::)?RegisteredEventListener|\w*EventListener)$/;

/** Elements keep what grows, or are what grows, and nothing that holds by itself comes before them. */
export const findDetachedDom: CauseRule = (suspect) => {
  const below = suspect.steps.slice(suspect.holderAt + 1);
  const first = below.findIndex(({ className }) => NATIVE.test(className) || SCRIPTED.test(className));
  if (first < 0 || below.slice(0, first).some(({ className }) => MECHANISM.test(className))) return null;
  return findOwnersOfDetachedDom(suspect);
};

/** Objects of the program have such elements: that says why they are large, where nothing else says why they stay. */
export const findOwnersOfDetachedDom: CauseRule = (suspect) => {
  // What a registry hands over must not lead to what it waits for, whatever that has.
  if (suspect.holderClass === 'FinalizationRegistry') return null;
  const advice =
    'drop the reference when the element is removed (clear the array or Map entry, or keep it in a WeakMap or WeakRef), and remove listeners that hold it';
  if (gainedShare(suspect, NATIVE) >= 0.5) {
    const evidence = [
      `${formatCount(suspect.entryCount)} elements are in no document, but ${holderText(suspect)} holds them`,
    ];
    return { kind: 'detached-dom', confidence: 'high', evidence, advice };
  }
  if (gainedShare(suspect, SCRIPTED) < 0.5 || isHeldAsListener(suspect)) return null;
  const elements = suspect.members
    .filter((node) => SCRIPTED.test(classNameOf(suspect.heap, node)))
    .slice(0, 40);
  const detached = elements.filter((node) => !isInDocument(suspect.heap, node)).length;
  if (elements.length === 0 || detached < elements.length / 2 || isHeldByDocument(suspect)) return null;
  return {
    kind: 'detached-dom',
    confidence: 'high',
    evidence: [
      `${formatCount(suspect.entryCount)} elements without a way up to a document are held by ${holderText(suspect)}`,
    ],
    advice,
  };
};

/** What only listens has elements of its own, but those do not hold it. */
function isHeldAsListener({ steps, holderAt, entryAt }: SuspectCase): boolean {
  return steps.slice(Math.max(0, holderAt - 1), entryAt + 1).some(({ edge }) => LISTENER_LISTS.test(edge));
}

function isHeldByDocument(suspect: SuspectCase): boolean {
  return suspect.steps
    .slice(suspect.holderAt)
    .some(({ edge }) => /^(?:_?childNodes|children|firstChild|lastChild)$/.test(edge));
}

/** Climbs from parent to parent: jsdom's symbol tree, or a `parentNode` or `parent` property. */
function isInDocument(heap: FinalHeap, start: NodeOrdinal): boolean {
  let node: NodeOrdinal | null = findBySymbol(heap, start, /\bimpl\b/) ?? start;
  for (let i = 0; node !== null && i < MAX_CLIMB; i++) {
    if (/^(?:HTML|XML)?Document(?:Impl)?$/.test(classNameOf(heap, node))) return true;
    const tree = findBySymbol(heap, node, /SymbolTree/);
    node = tree === null ? findParent(heap, node) : findTarget(heap.graph, tree, 'parent');
  }
  return false;
}

function findParent(heap: FinalHeap, node: NodeOrdinal): NodeOrdinal | null {
  return (
    findTarget(heap.graph, node, 'parentNode') ??
    findTarget(heap.graph, node, 'parent') ??
    findBySymbol(heap, node, /parentNode/)
  );
}

function findBySymbol(heap: FinalHeap, node: NodeOrdinal, pattern: RegExp): NodeOrdinal | null {
  const { graph } = heap;
  const edge = edgesOf(graph, node).find(
    (one) => /symbol/i.test(edgeName(graph, one)) && pattern.test(edgeName(graph, one)),
  );
  return edge === undefined ? null : graph.edgeTarget[edge];
}

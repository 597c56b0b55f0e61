// SPDX-License-Identifier: MIT
// Functions pile up, or each context leads to the one before: what they use stays alive although nobody calls them.

import type { NodeOrdinal } from '../../core/columns.js';
import { findLocation } from '../../heap/locations.js';
import { nodeName } from '../../heap/names.js';
import { isContextClass } from '../class-tiers.js';
import { findTarget, isPackageObject } from '../heap-questions.js';
import type { FinalHeap } from '../inputs.js';
import type { CauseRule } from './cause-rule.js';
import { type SuspectCase, gainedShare, isReachedAsEntry } from '../suspect-case.js';
import { formatCount, formatSteps, holderText } from './evidence-text.js';

export const findClosureContext: CauseRule = (suspect) => {
  if (suspect.isSwelling) return null;
  const entry = suspect.steps[suspect.entryAt];
  // An entry that is reached by a name and yet grows in number is part of a chain.
  const isLinked = !isReachedAsEntry(suspect);
  const isFunction = entry.className === 'Function' || isContextClass(entry.className);
  // Functions that a package compiled, or made of a text, under a key: a cache of them.
  if (
    isFunction &&
    /Map|Cache|Object|\{/.test(suspect.holderClass) &&
    (isPackageObject(suspect.heap, entry.node) || isMadeOfText(suspect.heap, entry.node))
  )
    return null;
  if (!isFunction && !(isLinked && isChainOfContexts(suspect))) return null;
  const chain = suspect.steps.slice(suspect.entryAt).filter(({ className }) => isContextClass(className));
  const variables = suspect.steps
    .slice(suspect.entryAt)
    .filter(({ edgeKind }) => edgeKind === 0)
    .map(({ edge }) => `\`${edge}\``);
  const names = [...new Set(variables)].slice(0, 3).join(', ');
  if (!isLinked && findTarget(suspect.heap.graph, entry.node, 'bound_this') !== null)
    return {
      kind: 'closure-context',
      confidence: 'high',
      evidence: [
        `${holderText(suspect)} keeps functions that bind() made, and each keeps the object that it is bound to: ${formatSteps(suspect.entrySteps)}`,
      ],
      advice:
        'take the very function out again that was put in: bind() makes another one each time, so keep what it returned; or give the collection a limit',
    };
  const isChain = isLinked;
  return {
    kind: 'closure-context',
    confidence: chain.length > 0 ? 'high' : 'medium',
    evidence: [
      isChain
        ? `${formatCount(suspect.entryCount)} more closures share contexts that hold one another${names === '' ? '' : ` through ${names}`}`
        : `${holderText(suspect)} keeps functions, and each keeps the variables it was made with${names === '' ? '' : ` (${names})`}: ${formatSteps(suspect.entrySteps)}`,
    ],
    advice: isChain
      ? 'do not wrap a function in itself again and again: keep the first one, and make the new one where it does not see the old one'
      : 'take the function out again when its owner is done, or give the collection a limit; a function keeps all variables that it, or another one made beside it, uses',
  };
};

/** Whether a function's script is no file: what `new Function()` and eval() make has no name. */
function isMadeOfText({ graph, locations }: FinalHeap, node: NodeOrdinal): boolean {
  const location = findLocation(graph, locations, node);
  return location !== null && location.url === null;
}

/** Links of the program's own objects may lead to functions as well; but here contexts stand between the links. */
function isChainOfContexts(suspect: SuspectCase): boolean {
  if (gainedShare(suspect, /^system \/ Context\b/) < 0.5) return false;
  const { heap, members, steps, entryAt } = suspect;
  const { retainingTree, graph, classes } = heap;
  const number = classes.classOf[steps[entryAt].node];
  // The last of them is the deepest in the chain.
  const deepest = members.findLast((node) => classes.classOf[node] === number);
  if (deepest === undefined) return false;
  let hasContext = false;
  for (let node = retainingTree.parentOf[deepest] as NodeOrdinal, i = 0; i < LONGEST_LINK; i++) {
    if (node === graph.root) return false;
    hasContext ||= isContextClass(nodeName(graph, node));
    if (classes.classOf[node] === number) return hasContext;
    node = retainingTree.parentOf[node] as NodeOrdinal;
  }
  return false;
}

/** Steps from one link of a chain to the next. */
const LONGEST_LINK = 8;

// SPDX-License-Identifier: MIT
// Held values of a FinalizationRegistry: what register() is given lives until the object is gone, so that one which leads to
// the object keeps it for ever.
//
//   registry -> (cell) -> held value -> ... -> object
//                      -> object, weakly
//
// Source: ECMA-262, FinalizationRegistry.prototype.register; V8, js-weak-refs.tq (WeakCell: target, holdings).

import { EdgeKind } from '../../format/kinds.js';
import { edgesOf } from '../heap-questions.js';
import type { NamedStep, SuspectCase } from '../suspect-case.js';
import type { CauseRule } from './cause-rule.js';
import { formatCount, formatSteps, holderText } from './evidence-text.js';

export const findFinalizationRegistry: CauseRule = (suspect) => {
  const { steps, holderAt, entryCount, entrySteps } = suspect;
  if (suspect.isSwelling || steps[holderAt].className !== 'FinalizationRegistry') return null;
  const value = findValueOfItself(suspect);
  if (value === null) return null;
  return {
    kind: value.className === 'Function' ? 'closure-context' : 'unbounded-collection',
    confidence: 'high',
    evidence: [
      `${formatCount(entryCount)} more values that ${holderText(suspect)} holds lead to the very objects whose end it waits for: ${formatSteps(entrySteps)}`,
    ],
    advice:
      'give register() a value that does not lead to the object: an id, or a record of what is to be cleaned up; no function that uses the object, or one made beside such a function',
  };
};

/** The step of a held value below which is what its cell waits for. Cells may be in a list. */
function findValueOfItself({ heap, steps, holderAt }: SuspectCase): NamedStep | null {
  const { graph } = heap;
  const positions = new Map(steps.map(({ node }, at) => [node, at]));
  for (let at = holderAt + 1; at < steps.length - 1; at++) {
    const isWaiting = edgesOf(graph, steps[at].node).some((edge) => {
      const target = positions.get(graph.edgeTarget[edge]);
      return graph.edgeKind[edge] === EdgeKind.weak && target !== undefined && target > at;
    });
    if (isWaiting) return steps[at + 1];
  }
  return null;
}

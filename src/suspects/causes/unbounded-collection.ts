// SPDX-License-Identifier: MIT
// A Map, Set, array, list or dictionary that only ever gets entries.

import type { EdgeOrdinal } from '../../core/columns.js';
import { edgeName } from '../../heap/names.js';
import { type SuspectCase, isReachedAsEntry } from '../suspect-case.js';
import type { CauseFinding, CauseRule } from './cause-rule.js';
import { findCollectionAdvice } from './collection-advice.js';
import { formatSteps, holderText } from './evidence-text.js';

export const findUnboundedCollection: CauseRule = (suspect) => {
  const { isSwelling } = suspect;
  if (suspect.heap.graph.nodeKind[suspect.steps[suspect.holderAt].node] === 9) return null;
  if (isSwelling) {
    return {
      kind: 'unbounded-collection',
      confidence: 'medium',
      evidence: [`${holderText(suspect)} itself gets larger at every step, and never smaller`],
      advice: 'give it a limit: drop or write out its oldest part, or use a ring buffer of fixed size',
    };
  }
  if (!isReachedAsEntry(suspect)) {
    const links = findLinks(suspect);
    const { className, edge } = suspect.steps[suspect.entryAt];
    if (links.length === 1) return chain(suspect, className, links[0]);
    if (links.length > 1) {
      const names = links
        .slice(0, 3)
        .map((link) => `\`${link}\``)
        .join(', ');
      return {
        kind: 'unbounded-collection',
        confidence: 'high',
        evidence: [
          `${className} objects below \`${edge}\`, linked by ${names}: ${formatSteps(suspect.entrySteps)}, none removed`,
        ],
        advice: 'remove objects when they are no longer needed, or give the list or tree a limit',
      };
    }
  }
  return {
    kind: 'unbounded-collection',
    confidence: 'high',
    evidence: [`${holderText(suspect)}: ${formatSteps(suspect.entrySteps)}, none removed`],
    advice: findCollectionAdvice(suspect),
  };
};

function chain(suspect: SuspectCase, className: string, link: string): CauseFinding {
  return {
    kind: 'unbounded-collection',
    confidence: 'high',
    evidence: [
      `a chain of ${className} through \`${link}\` gets longer: ${formatSteps(suspect.entrySteps)}, none cut off`,
    ],
    advice: `cut the chain: drop \`${link}\` when it is no longer needed, or keep only the last few`,
  };
}

/** Properties by which the objects that grow in number hold one another, the most frequent first. */
function findLinks({ heap, members, steps, entryAt }: SuspectCase): readonly string[] {
  const { graph, retainingTree, classes } = heap;
  const counts = new Map<string, number>();
  const number = classes.classOf[steps[entryAt].node];
  for (const node of members) {
    const owner = retainingTree.parentOf[node];
    if (classes.classOf[node] !== number || classes.classOf[owner] !== number) continue;
    const name = edgeName(graph, retainingTree.edgeOf[node] as EdgeOrdinal);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
}

// SPDX-License-Identifier: MIT
// The classes of a comparison -> how much of the growth is of which kind: what an answer without suspects is made
// of. Each class is counted once, by the first that fits. O(classes).

import type { TableComparison } from '../diff/compare-tables.js';
import { scriptOrigin } from '../suspects/class-tiers.js';
import type { Examined, GrowthShare } from './model.js';

/** Below this share of the largest step, growth has come to an end. */
const SETTLED = 0.15;
/** Of what was added, how much must be gone again to be called replaced. */
const REPLACED = 0.5;

type Kind = keyof Omit<Examined, 'classes'>;

/** Sums up the classes that take more bytes in the last snapshot than in the first. */
export function buildExamined(comparison: TableComparison): Examined {
  const shares: Record<Kind, { classes: number; shallowSize: number }> = {
    runtime: { classes: 0, shallowSize: 0 },
    settled: { classes: 0, shallowSize: 0 },
    replaced: { classes: 0, shallowSize: 0 },
    growing: { classes: 0, shallowSize: 0 },
  };
  const { rows, shallowSizes } = comparison;
  const end = shallowSizes.length - 1;
  let classes = 0;
  for (let row = 0; row < rows.identities.length; row++) {
    if (comparison.counts.some((counts) => counts[row] > 0)) classes++;
    const growth = shallowSizes[end][row] - shallowSizes[0][row];
    if (growth <= 0) continue;
    const share = shares[kindOf(comparison, row)];
    share.classes++;
    share.shallowSize += growth;
  }
  return { classes, ...(shares satisfies Record<Kind, GrowthShare>) };
}

function kindOf(comparison: TableComparison, row: number): Kind {
  const { rows, changes, shallowSizes } = comparison;
  const { name, place } = rows.identities[row];
  const url = place === null ? null : (place.source?.url ?? rows.urls[row]);
  const isInternal = /^(?:\((?:compiled code|system|object shape|synthetic)\)$|system \/)/.test(name);
  if (isInternal || (url !== null && scriptOrigin(url) === 'runtime')) return 'runtime';
  const steps = shallowSizes.slice(1).map((sizes, i) => sizes[row] - shallowSizes[i][row]);
  const largest = steps.reduce((max, step) => Math.max(max, step), 0);
  if (steps.length > 1 && steps[steps.length - 1] <= largest * SETTLED) return 'settled';
  const isReplaced = changes !== null && changes.removedCount[row] >= changes.addedCount[row] * REPLACED;
  const hasNew = changes !== null && changes.addedCount[row] > 0;
  return (hasNew && isReplaced) || steps.some((step) => step < 0) ? 'replaced' : 'growing';
}

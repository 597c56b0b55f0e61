// Objects added at each step -> the words for the rate; uneven steps are told as such, never as their mean.

import type { Suspect } from '../../src/report/model.js';
import { formatChange, formatCount } from '../text/format.js';

const EVEN = 0.02;

export function describeRate(added: readonly number[]): string {
  const low = Math.min(...added);
  const high = Math.max(...added);
  if (added.length === 0) return '';
  if (added.length === 1) return `${formatChange(high)} objects`;
  if (low === high) return `${formatChange(high)} at every step`;
  if (low > 0 && high - low <= high * EVEN)
    return `about ${formatChange(Math.round((low + high) / 2))} at every step`;
  if (low > 0) return `${formatChange(low)} to ${formatCount(high)} a step`;
  return `${formatChange(added.reduce((sum, count) => sum + count, 0))} in ${added.length} steps`;
}

/** The line under a card's title. */
export function describeSteps(suspect: Suspect): string {
  const { addedPerStep } = suspect.growing;
  if (addedPerStep.length > 1) return describeRate(addedPerStep);
  return 'between the two snapshots';
}

export type Confidence = Suspect['cause']['confidence'];

/** The colour of a suspect: the first in the colour of growth, low confidence in none. */
export function toneOf(suspect: Suspect): string {
  if (suspect.cause.confidence === 'low') return 'is-plain';
  return suspect.rank === 1 ? 'is-grow' : 'is-warm';
}

// SPDX-License-Identifier: MIT
// A distance as the report says it: a number, or the name of a state.

import { SYSTEM_DISTANCE } from '../analysis/distances.js';
import type { Distance } from './model.js';

/** @param distance as `computeDistances` gives it */
export function buildDistance(distance: number): Distance {
  if (distance < 0 || distance === Infinity) return 'unreachable';
  return distance >= SYSTEM_DISTANCE ? 'system' : distance;
}

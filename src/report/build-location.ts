// SPDX-License-Identifier: MIT
// Positions in scripts as people count them: lines and columns from 1.

import { shortenName } from '../core/shorten-text.js';
import { UNKNOWN_URL } from '../diff/class-growth.js';
import type { NodeLocation } from '../heap/locations.js';
import type { Location } from './model.js';

/** The report's form of a node's own location. */
export function buildLocation(
  place: (Pick<NodeLocation, 'url' | 'line' | 'column'> & Partial<Pick<NodeLocation, 'source'>>) | null,
): Location | null {
  if (place === null) return null;
  const source = place.source ?? null;
  return {
    url: shortenName(place.url ?? UNKNOWN_URL),
    line: place.line + 1,
    column: place.column + 1,
    nearest: false,
    source: source && {
      url: shortenName(source.url),
      line: source.line + 1,
      column: source.column + 1,
      name: source.name === null ? null : shortenName(source.name),
    },
  };
}

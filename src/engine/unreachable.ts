// SPDX-License-Identifier: MIT
// "What does no root reach?": rows of the objects that are in the snapshot all the same: held by weak edges only,
// or by one another. objgraph's get_leaking_objects.

import type { ObjectColumn } from '../report/model.js';
import { isUnreachable } from './object-filters.js';
import { type OpenObjectsOptions, openObjects } from './objects.js';
import type { OpenObjects } from './objects-of.js';

/** Errors as in `openObjects`. O(nodes + edges). */
export function openUnreachable(
  path: string,
  columns: readonly ObjectColumn[],
  options: OpenObjectsOptions = {},
): Promise<OpenObjects> {
  return openObjects(path, { columns, where: isUnreachable, sort: 'retainedSize' }, options);
}

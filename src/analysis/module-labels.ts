// SPDX-License-Identifier: MIT
// What tells one module from another in a masked path: its file, without what differs each time a program loads the
// same code anew.
//
//   /srv/app/routes/orders.js           a file of its own
//   /srv/app/price.mjs?rev=17           \  the same file again and again:
//   /tmp/rules-83/rule-9f3c21aa.cjs     /  price.mjs, rules-#/rule-*.cjs
//
// A file that is loaded late is so no more modules of a kind that there were before; a file that is loaded again is.
// O(script URLs) to prepare, O(edges of a node) each.

import type { NodeOrdinal } from '../core/columns.js';
import { maskFileName, textHash } from '../core/mask-key.js';
import { findStrings } from '../format/string-table.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import type { LocationIndex } from '../heap/locations.js';
import { MODULE_NAMES, buildScriptNames } from './script-names.js';

/** Hash of the file of a module with its data masked; 0 for nodes that are no modules. */
export type ModuleLabels = (node: NodeOrdinal) => number;

/** Prepares the look-up. */
export function buildModuleLabels(graph: HeapGraph, locations: LocationIndex): ModuleLabels {
  const scripts = buildScriptNames(graph, locations);
  const [module, wrap, source]: readonly number[] = findStrings(graph.strings, MODULE_NAMES);
  return (node) => {
    const name = graph.nodeName[node];
    if (name !== module && name !== wrap && name !== source) return 0;
    const file = scripts.moduleFile(node);
    return file === null ? 0 : textHash(maskFileName(file));
  };
}

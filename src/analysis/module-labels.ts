// SPDX-License-Identifier: MIT
// What tells pieces of code that a program loads from one another in a masked path, where all of them are entries of one
// table: a module by its file, without what differs each time that the same code is loaded anew; a bundler's record of
// a module by its key; a function by its name; and what a browser makes of an element's class by that and its file.
//
//   /srv/app/routes/orders.js           a file of its own
//   /srv/app/price.mjs?rev=17           \  the same file again and again:
//   /tmp/rules-83/rule-9f3c21aa.cjs     /  price.mjs, rules-#/rule-*.cjs
//
// A file that is loaded late is so no more modules of a kind that there were before; a file that is loaded again is.
// O(script URLs) to prepare, O(edges of a node) each.

import { type EdgeOrdinal, NO_EDGE, type NodeOrdinal } from '../core/columns.js';
import { maskFileName, textHash } from '../core/mask-key.js';
import { NodeKind } from '../format/kinds.js';
import { findStrings } from '../format/string-table.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { type LocationIndex, findLocation } from '../heap/locations.js';
import { edgeName } from '../heap/names.js';
import type { ClassIndex } from './classes.js';
import { hashMasked } from './path-labels.js';
import { MODULE_NAMES, buildScriptNames } from './script-names.js';

/** Hash of what tells a piece of code from others like it; 0 for all other nodes. */
export type ModuleLabels = (node: NodeOrdinal, edge: EdgeOrdinal, isEntry: boolean) => number;

/** What a browser has for a module, beside the engine's own; one may refer to the next. */
const OF_BROWSER: readonly string[] = ['ModuleMap::Entry', 'JSModuleScript', 'blink::BoxedV8Module'];
/** What a browser has for an element that a class of the page makes. */
const OF_ELEMENT: readonly string[] = ['CustomElementDefinition', 'V8CustomElementConstructor'];
/** `{id, loaded, exports}` and the like, as webpack's runtime has them. */
const BUNDLED =
  /^\{(?:(?:i|id|l|loaded|children|parents|hot|error), )*exports(?:, (?:i|id|l|loaded|children|parents|hot|error))*\}$/;

/** Prepares the look-up. */
export function buildModuleLabels(
  graph: HeapGraph,
  locations: LocationIndex,
  { classes, classOf }: ClassIndex,
): ModuleLabels {
  const scripts = buildScriptNames(graph, locations);
  const { nodeKind, nodeName, edgeTarget, firstEdge } = graph;
  const [module, wrap, source]: readonly number[] = findStrings(graph.strings, MODULE_NAMES);
  const ofBrowser: readonly number[] = findStrings(graph.strings, OF_BROWSER);
  const ofElement: readonly number[] = findStrings(graph.strings, OF_ELEMENT);
  const isBundled = Uint8Array.from(classes, ({ name }) => (BUNDLED.test(name) ? 1 : 0));
  /** Of the engine's module that a namespace object or a browser's part stands for. */
  const fileBehind = (node: NodeOrdinal, steps = OF_BROWSER.length): string | null => {
    if (steps === 0 || nodeName[node] === source) return scripts.moduleFile(node);
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const name = nodeName[edgeTarget[edge]];
      const file =
        name === source || ofBrowser.includes(name) ? fileBehind(edgeTarget[edge], steps - 1) : null;
      if (file !== null) return file;
    }
    return null;
  };
  const hashOfFunction = (node: NodeOrdinal): number => {
    const place = findLocation(graph, locations, node);
    const file = place?.url ?? '';
    return (textHash(maskFileName(file)) ^ hashMasked(graph.strings, nodeName[node])) >>> 0;
  };
  const hashOfElement = (node: NodeOrdinal, steps = OF_ELEMENT.length): number => {
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const target = edgeTarget[edge];
      if (nodeKind[target] === NodeKind.closure) return hashOfFunction(target);
      if (steps > 1 && ofElement.includes(nodeName[target])) return hashOfElement(target, steps - 1);
    }
    return 0;
  };
  return (node, edge, isEntry) => {
    const name = nodeName[node];
    if (name === module || name === wrap || name === source || ofBrowser.includes(name)) {
      const file = scripts.moduleFile(node) ?? fileBehind(node);
      return file === null ? 0 : textHash(maskFileName(file));
    }
    if (ofElement.includes(name)) return hashOfElement(node);
    if (!isEntry) return 0;
    if (nodeKind[node] === NodeKind.closure) return hashMasked(graph.strings, nodeName[node]);
    return isBundled[classOf[node]] === 1 && edge !== NO_EDGE ? textHash(edgeName(graph, edge)) : 0;
  };
}

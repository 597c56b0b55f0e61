// SPDX-License-Identifier: MIT
// Conditions on objects that need more than a column: each is prepared once and then asked for every node.

import type { NodeOrdinal } from '../core/columns.js';
import { UNREACHABLE_DISTANCE } from '../analysis/distances.js';
import { isString } from '../format/string-table.js';
import { nodeName } from '../heap/names.js';
import type { Warning } from '../report/model.js';
import type { Analysis } from './analyze.js';
import { findNodeById } from './choose-objects.js';
import { type BaseTable, findSurvivors } from './since-base.js';

/** Tells of each node, and what there is to warn of. */
export interface NodeTest {
  (node: NodeOrdinal): boolean;
  readonly warnings?: readonly Warning[];
}

/** A condition on the nodes of an analysis. */
export type ObjectCondition = (analysis: Analysis) => NodeTest;

function withWarnings(test: (node: NodeOrdinal) => boolean, parts: readonly NodeTest[]): NodeTest {
  return Object.assign(test, { warnings: parts.flatMap(({ warnings = [] }) => warnings) });
}

/** All conditions at once. */
export function both(conditions: readonly ObjectCondition[]): ObjectCondition {
  return (analysis) => {
    const tests = conditions.map((condition) => condition(analysis));
    return withWarnings((node) => tests.every((test) => test(node)), tests);
  };
}

/** One condition or another. */
export function either(conditions: readonly ObjectCondition[]): ObjectCondition {
  return (analysis) => {
    const tests = conditions.map((condition) => condition(analysis));
    return withWarnings((node) => tests.some((test) => test(node)), tests);
  };
}

/** The opposite of a condition. */
export function not(condition: ObjectCondition): ObjectCondition {
  return (analysis) => {
    const test = condition(analysis);
    return withWarnings((node) => !test(node), [test]);
  };
}

/** Objects that no root reaches, the root itself left out: objgraph's get_leaking_objects. */
export const isUnreachable: ObjectCondition = ({ graph, distance }) => {
  return (node) => distance[node] === UNREACHABLE_DISTANCE && node !== graph.root;
};

/** Objects with exactly this name of V8's (constructor, function, text of a string). */
export function hasName(name: string): ObjectCondition {
  return ({ graph }) => {
    const { strings } = graph;
    if (/^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(name))
      return (node) => isString(strings, graph.nodeName[node], name);
    return (node) => nodeName(graph, node) === name;
  };
}

/**
 * Objects that go with this one, itself left out.
 * @throws HeapdiffError `ERR_UNKNOWN_ID`
 */
export function isDominatedBy(id: number): ObjectCondition {
  return (analysis) => {
    const { tree, graph } = analysis;
    const dominator = findNodeById(analysis, id);
    const isIn = new Uint8Array(graph.nodeCount);
    isIn[dominator] = 1;
    // A dominator's number is lower than those of what it dominates.
    for (let i = 2; i <= tree.count; i++) if (isIn[tree.nodeOf[tree.idom[i]]] === 1) isIn[tree.nodeOf[i]] = 1;
    return (node) => isIn[node] === 1 && node !== dominator;
  };
}

/** Objects that an earlier snapshot of the same process does not have. */
export function isSince(base: BaseTable): ObjectCondition {
  return ({ graph }) => {
    const survivors = findSurvivors(base, graph);
    return Object.assign((node: NodeOrdinal) => !survivors.has(node), { warnings: survivors.warnings });
  };
}

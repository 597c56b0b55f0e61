// SPDX-License-Identifier: MIT
// Exported variables of ES modules: V8 keeps each in a cell, which the module that has the variable and every module
// that imports it refer to.
//
//   audit.mjs -> (exports: table) -> `trail`, cell     the names
//             -> (its own cells)  -> cell -> AuditTrail
//   main.mjs  -> (imported cells) -> cell
//
// Source: V8, SourceTextModule (`exports`, `regular_exports`, `regular_imports`), objects/module.tq.

import { type BitSet, addBit, buildBitSet } from '../core/bit-set.js';
import type { NodeOrdinal } from '../core/columns.js';
import { NodeKind } from '../format/kinds.js';
import { findStrings } from '../format/string-table.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { isNodeNamed, nodeName } from '../heap/names.js';

/** Whether a node is the cell of an exported variable, or looks like one. */
export function isModuleCell(graph: HeapGraph, node: NodeOrdinal): boolean {
  return graph.nodeKind[node] === NodeKind.hidden && isNodeNamed(graph, node, 'system / Cell');
}

/** The name under which the first of all modules exports the variable of a cell, for each cell. O(nodes) */
export function listExportNames(graph: HeapGraph): ReadonlyMap<NodeOrdinal, string> {
  const names = new Map<NodeOrdinal, string>();
  visitModules(graph, (module) => {
    visitTargets(graph, module, (list) => {
      if (graph.nodeKind[list] !== NodeKind.array) return;
      let name: string | null = null;
      visitTargets(graph, list, (target) => {
        if (name !== null && isModuleCell(graph, target) && !names.has(target)) names.set(target, name);
        name = graph.nodeKind[target] === NodeKind.string ? nodeName(graph, target) : null;
      });
    });
  });
  return names;
}

/** The lists of cells that modules import from others; null if there are no modules. O(nodes) */
export function findImportLists(graph: HeapGraph): BitSet | null {
  let lists: BitSet | null = null;
  visitModules(graph, (module) => {
    const own: BitSet = (lists ??= buildBitSet(graph.nodeCount));
    let exported: Set<number> | null = null;
    visitTargets(graph, module, (list) => {
      if (graph.nodeKind[list] !== NodeKind.array) return;
      const cells: number[] = [];
      visitTargets(graph, list, (target) => {
        if (isModuleCell(graph, target)) cells.push(target);
      });
      // The table of exports comes first, also where it is empty.
      if (exported === null) exported = new Set(cells);
      else if (cells.some((cell) => !exported?.has(cell))) addBit(own, list);
    });
  });
  return lists;
}

function visitModules(graph: HeapGraph, visit: (module: NodeOrdinal) => void): void {
  const [name] = findStrings(graph.strings, ['system / SourceTextModule']);
  if (name < 0) return;
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++)
    if (graph.nodeName[node] === (name as number)) visit(node);
}

function visitTargets(graph: HeapGraph, owner: NodeOrdinal, visit: (target: NodeOrdinal) => void): void {
  const end = graph.firstEdge[owner + 1];
  for (let edge = graph.firstEdge[owner]; edge < end; edge++) visit(graph.edgeTarget[edge]);
}

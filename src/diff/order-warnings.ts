// SPDX-License-Identifier: MIT
// What looks wrong with the snapshots that are compared, seen from their contents.

import type { TableComparison } from './compare-tables.js';
import type { SnapshotTable } from './snapshot-table.js';

/** A finding, for the report. */
export interface ComparisonWarning {
  readonly code: 'swapped-order' | 'identical-snapshots' | 'different-processes';
  readonly message: string;
}

/** Ids only grow while a process lives, so the largest script id tells in which order snapshots were taken. */
export function findComparisonWarnings(comparison: TableComparison): readonly ComparisonWarning[] {
  const { tables, identity } = comparison;
  const warnings: ComparisonWarning[] = [];
  if (identity.mode === 'structural') {
    warnings.push({
      code: 'different-processes',
      message: `compared by class and shape, not by object: ${identity.reason}`,
    });
    return warnings;
  }
  const newest = tables.map(largestScriptObjectId);
  const order = newest.map((_, s) => s).sort((a, b) => newest[a] - newest[b]);
  if (order.some((s, i) => s !== i)) {
    const given = newest.map((id) => `@${id}`).join(', ');
    const right = order.map((s) => s + 1).join(', ');
    const message = `the snapshots seem to have been taken in another order, ${right} (their newest objects are ${given}): if so, compare them again in that order`;
    warnings.push({ code: 'swapped-order', message });
  }
  for (let s = 1; s < tables.length; s++) {
    if (newest[s] === newest[s - 1] && tables[s].nodeCount === tables[s - 1].nodeCount) {
      warnings.push({
        code: 'identical-snapshots',
        message: `snapshots ${s} and ${s + 1} have the same objects: one file given twice?`,
      });
    }
  }
  return warnings;
}

/** Objects of scripts have odd ids in V8; native ones have hash-like even ids that say nothing of time. */
function largestScriptObjectId(table: SnapshotTable): number {
  let largest = 0;
  for (let node = 0; node < table.nodeCount; node++) {
    const id = table.id[node];
    if (id > largest && id % 2 === 1) largest = id;
  }
  return largest;
}

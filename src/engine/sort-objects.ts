// SPDX-License-Identifier: MIT
// Objects in the order of one column: sizes and distances largest first, ids and texts from the start, places by
// file, line and column; what has no value comes last. Equal ones stay in the order of the file.

import { orderByKey } from '../core/order-by-key.js';
import type { ObjectColumn, ObjectRow } from '../report/model.js';
import { type CodedColumn, type ObjectColumns, isNumberName, pickNumbers } from './object-columns.js';

/** Sorts nodes in place. O(nodes), and O(values log values) for a column that holds no numbers. */
export function sortObjects(nodes: Uint32Array, columns: ObjectColumns, by: ObjectColumn): void {
  const order = isNumberName(by)
    ? orderByKey(
        pickNumbers(columns.number(by), nodes),
        by === 'id' || by === 'dominatorId' ? 'ascending' : 'descending',
      )
    : orderByKey(rankNodes(nodes, columns.coded(by)), 'ascending');
  nodes.set(order.map((position) => nodes[position]));
}

type Value = ObjectRow[ObjectColumn];

/** The place of each node's value among all that occur. */
function rankNodes(nodes: Uint32Array, column: CodedColumn<Value>): Uint32Array {
  const { codes, valueOf } = column.cellsOf(nodes);
  const rankOf = new Uint32Array(column.codeCount());
  const isMet = new Uint8Array(rankOf.length);
  // Several codes may stand for equal texts.
  const codesOf = new Map<Value, number[]>();
  for (const code of codes) {
    if (isMet[code] !== 0) continue;
    isMet[code] = 1;
    const value = valueOf(code);
    const known = codesOf.get(value);
    if (known === undefined) codesOf.set(value, [code]);
    else known.push(code);
  }
  const values = [...codesOf.keys()].sort(compareValues);
  let rank = 0;
  values.forEach((value, i) => {
    if (i > 0 && compareValues(values[i - 1], value) !== 0) rank++;
    for (const code of codesOf.get(value) ?? []) rankOf[code] = rank;
  });
  return codes.map((code) => rankOf[code]);
}

function compareValues(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (typeof a === 'number' && typeof b === 'number') return b - a;
  if (typeof a !== 'object' || typeof b !== 'object')
    return Number(typeof b === 'number') - Number(typeof a === 'number');
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if ('url' in a && 'url' in b) return compareTexts(a.url, b.url) || a.line - b.line || a.column - b.column;
  return compareTexts(JSON.stringify(a), JSON.stringify(b));
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

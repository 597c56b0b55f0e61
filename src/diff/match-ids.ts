// SPDX-License-Identifier: MIT
// Which objects of an earlier snapshot are still there in a later one. Ids mean something only while one
// isolate lives, so agreement is measured: within a process over 99.9 % of the shared ids agree in kind and
// name, between two runs of one program 80 to 89 % do by chance.

import type { FindById } from './id-index.js';
import type { SnapshotTable } from './snapshot-table.js';

/** Below this fraction ids are taken to mean nothing. */
export const MIN_MATCHED_FRACTION: number = 0.98;
/** No such object. */
export const NO_MATCH: number = 0xffffffff;

/** How two snapshots correspond. */
export interface IdMatch {
  /** Ordinal in the later snapshot of each node of the earlier one, by id alone; NO_MATCH if none. */
  readonly laterOf: Uint32Array;
  readonly shared: number;
  /** Of the shared ids, those whose kind and name agree too. */
  readonly agreeing: number;
}

/** O(nodes of the earlier snapshot). */
export function matchIds(earlier: SnapshotTable, later: SnapshotTable, findLater: FindById): IdMatch {
  const laterOf = new Uint32Array(earlier.nodeCount);
  let shared = 0;
  let agreeing = 0;
  for (let node = 0; node < earlier.nodeCount; node++) {
    const match = findLater(earlier.id[node]);
    if (match < 0) {
      laterOf[node] = NO_MATCH;
      continue;
    }
    laterOf[node] = match;
    shared++;
    if (earlier.identityHash[node] === later.identityHash[match]) agreeing++;
  }
  return { laterOf, shared, agreeing };
}

/** The verdict on ids, for the report. */
export interface Identity {
  readonly mode: 'id' | 'structural';
  readonly matchedFraction: number;
  readonly reason: string;
}

/** Decides between comparing by id and comparing by class and shape. */
export function judgeIdentity(match: IdMatch, later: SnapshotTable): Identity {
  const fraction = match.shared === 0 ? 0 : match.agreeing / match.shared;
  const percent = `${(Math.floor(fraction * 1000) / 10).toFixed(1)} %`;
  const least = `${MIN_MATCHED_FRACTION * 100} %`;
  if (match.shared < Math.min(100, later.nodeCount / 100)) {
    return {
      mode: 'structural',
      matchedFraction: fraction,
      reason: `only ${match.shared} ids are in both snapshots`,
    };
  }
  if (fraction < MIN_MATCHED_FRACTION) {
    const reason = `${percent} of the ids in both snapshots agree in kind and name, less than ${least}: not one process, or ids that are not stable: V8 numbers all objects anew when a debugger disconnects, so keep it connected`;
    return { mode: 'structural', matchedFraction: fraction, reason };
  }
  return {
    mode: 'id',
    matchedFraction: fraction,
    reason: `${percent} of the ids in both snapshots agree in kind and name`,
  };
}

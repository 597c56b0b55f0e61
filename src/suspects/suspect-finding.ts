// SPDX-License-Identifier: MIT
// One leak suspect of the last snapshot, in ordinals: what the search gives to the report.

import type { NodeOrdinal } from '../core/columns.js';
import type { RawStep } from '../analysis/retaining-paths.js';
import type { CauseFinding } from './causes/cause-rule.js';
import type { SuspectPlaces } from './find-places.js';
import type { RatedClass } from './name-group.js';
import type { ScriptOrigin } from './class-tiers.js';
import type { ScriptOwner } from './script-owner.js';

/** One leak suspect of the last snapshot, in ordinals. */
export interface SuspectFinding {
  readonly growing: RatedClass;
  readonly also: readonly RatedClass[];
  /** New objects of the growing class, the end of the path first. */
  readonly samples: readonly NodeOrdinal[];
  readonly path: readonly RawStep[];
  readonly otherPaths: readonly (readonly RawStep[])[];
  readonly holder: NodeOrdinal;
  readonly holderName: string | null;
  /** Objects that the holder keeps, in each snapshot; null where it got larger instead. */
  readonly holderSizes: readonly number[] | null;
  readonly count: number;
  readonly entrySteps: readonly number[];
  readonly size: number;
  readonly retained: number;
  readonly exclusive: number;
  readonly cause: CauseFinding;
  readonly owner: ScriptOwner;
  readonly places: SuspectPlaces;
  readonly isSwelling: boolean;
  /** Whose script it is that was loaded since the first snapshot and has all this; null if none. */
  readonly lateOrigin: ScriptOrigin | null;
  /** Masked path, to know retainers by. */
  readonly maskedPath: readonly string[];
  /** What is the same in every run, for the fingerprint. */
  readonly stablePath: readonly string[];
}

// SPDX-License-Identifier: MIT
// What one snapshot file holds, as columns: the end product of the format layer.

import type { AllocationTraces } from './allocation-traces.js';
import type { EdgeColumns } from './edge-columns.js';
import type { LocationColumns } from './location-columns.js';
import type { NodeColumns } from './node-columns.js';
import type { SnapshotHeader } from './snapshot-header.js';
import type { StringTable } from './string-table.js';
import type { SampleColumns } from './trace-columns.js';

/** Something odd that does not keep the file from being read. */
export interface FormatWarning {
  readonly code: string;
  readonly message: string;
}

/** A snapshot that has been read and checked: every index is in range, every count adds up. */
export interface SnapshotData {
  /** The file, as the caller named it. */
  readonly name: string;
  readonly header: SnapshotHeader;
  readonly nodes: NodeColumns;
  readonly edges: EdgeColumns;
  readonly locations: LocationColumns;
  readonly strings: StringTable;
  /** Call stacks of allocations; null unless they were tracked. */
  readonly traces: AllocationTraces | null;
  /** The timeline; null unless allocations were tracked. */
  readonly samples: SampleColumns | null;
  /** Bytes of the file as stored, or null for a pipe. */
  readonly fileSize: number | null;
  readonly warnings: readonly FormatWarning[];
}

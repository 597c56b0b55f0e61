// snapshots/manifest.json, typed; and the committed files that it lists.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface SnapshotFile {
  /** Relative to snapshots/. */
  readonly path: string;
  readonly role: 'baseline' | 'target' | 'final' | 'single';
  readonly scenario: string | null;
  readonly runtime: { readonly name: string; readonly version: string; readonly v8: string | null };
  readonly flags: readonly string[];
  readonly mode: 'plain' | 'numeric' | 'internals' | 'timeline';
  readonly sha256: string;
  readonly bytes: number;
  readonly rawBytes: number;
  readonly nodeCount: number;
  readonly edgeCount: number;
}

export interface Scenario {
  readonly name: string;
  readonly about: string;
  readonly runtime: string;
  /** Its three snapshots are in snapshots/, else they are made by `makeScenario`. */
  readonly committed: boolean;
  /** Classes whose number of instances must not change, in a healthy scenario. */
  readonly steady: readonly string[];
  /** null in a healthy scenario: no suspect may be found. */
  readonly expected: Expected | null;
}

export interface Expected {
  /** The growing classes, the one that a person would name first. */
  readonly classes: readonly string[];
  /** Instances of the first class between two snapshots; null where they cannot be foretold. */
  readonly addedPerStep: number | null;
  readonly holder: string;
  /** Without what has one of these names, the growing objects would be freed. */
  readonly cuts: readonly string[];
  /** Names that appear in this order, as parts of names of edges and nodes, on the shortest path. */
  readonly path: readonly string[];
  readonly cause: string;
  readonly causeAlso: readonly string[];
  /** Where the first class is defined, below the program's folder; the line counts from 1. */
  readonly location: { readonly file: string; readonly line: number } | null;
}

export const snapshotsFolder: string = join(dirname(fileURLToPath(import.meta.url)), '../../snapshots');

export function readManifest(): { files: SnapshotFile[]; scenarios: Scenario[] } {
  return JSON.parse(readFileSync(join(snapshotsFolder, 'manifest.json'), 'utf8')) as ReturnType<
    typeof readManifest
  >;
}

export function readSnapshotFile(path: string): Buffer {
  return readFileSync(join(snapshotsFolder, path));
}

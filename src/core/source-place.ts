// SPDX-License-Identifier: MIT
// Places in scripts that a tool wrote, and what they were written from. Types only: who looks things up is the
// caller's choice, and without one nothing is looked up.

/** A place in an original source. Lines and columns are 0-based, as in snapshots. */
export interface SourcePlace {
  readonly url: string;
  readonly line: number;
  readonly column: number;
  /** What the class or function at the place is called there; null where that is not known. */
  readonly name: string | null;
}

/** Something that went wrong with a source map. */
export interface SourceWarning {
  readonly code: string;
  readonly message: string;
}

/** Finds original places; `buildSourceMaps` makes one that reads source maps. */
export interface SourceLookup {
  /**
   * @param url of the script, as the snapshot has it
   * @param generatedName what V8 calls the class or function there, '' if it has no name
   * @returns null where nothing is known
   */
  find(url: string, line: number, column: number, generatedName: string): SourcePlace | null;
  /** What went wrong so far. */
  readonly warnings: readonly SourceWarning[];
}

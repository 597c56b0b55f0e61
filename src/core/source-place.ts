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

/** A class or function of a script, as a snapshot has it. Lines and columns are 0-based. */
export interface GeneratedPlace {
  readonly url: string;
  readonly line: number;
  readonly column: number;
  /** What V8 calls the class or function, '' if it has no name. */
  readonly name: string;
}

/** Where a script declares a variable, and what it was written from. */
export interface SourceVariable {
  readonly url: string;
  readonly line: number;
  readonly column: number;
  readonly source: SourcePlace;
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
  /**
   * A variable, or a private field with its `#`. A look-up that knows nothing of variables has no such function.
   * @param from a function or class that sees it
   * @param others further variables of its scope
   * @returns null where nothing is known; the place has no name where only that is not
   */
  findVariable?(from: GeneratedPlace, name: string, others: readonly string[]): SourceVariable | null;
  /** Whether a map was found for any script that was asked about. A look-up that does not count has no such function. */
  hasFound?(): boolean;
  /** What went wrong so far. */
  readonly warnings: readonly SourceWarning[];
}

// One way to damage the sound snapshot, and what must be said of it.

import type { ErrorCode } from '../../src/core/errors.js';

export interface Damage {
  readonly what: string;
  /** What replaces `from`, which stands once in the sound text. */
  readonly from: string | RegExp;
  readonly to: string;
  readonly code: ErrorCode;
  readonly section?: string;
  /** The text that stands at the byte of the error; null for the end of the file. */
  readonly at: string | null;
  readonly message: RegExp;
}

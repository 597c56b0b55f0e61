// SPDX-License-Identifier: MIT
// The one error type of the library: coded, positioned, and without advice (src/render adds that).

/** Every way in which an input or a question can be wrong. Stable: scripts may match on it. */
export type ErrorCode =
  | 'ERR_EMPTY_FILE'
  | 'ERR_NOT_HEAPSNAPSHOT'
  | 'ERR_TRUNCATED'
  | 'ERR_SYNTAX'
  | 'ERR_BAD_META'
  | 'ERR_SECTION_ORDER'
  | 'ERR_MISSING_SECTION'
  | 'ERR_DUPLICATE_SECTION'
  | 'ERR_COUNT_MISMATCH'
  | 'ERR_PARTIAL_RECORD'
  | 'ERR_BAD_EDGE_TARGET'
  | 'ERR_EDGE_COUNT_SUM'
  | 'ERR_BAD_TYPE_INDEX'
  | 'ERR_BAD_STRING_INDEX'
  | 'ERR_BAD_NODE_INDEX'
  | 'ERR_BAD_NUMBER'
  | 'ERR_NUMBER_RANGE'
  | 'ERR_BAD_STRING'
  | 'ERR_TRAILING_DATA'
  | 'ERR_LIMIT'
  | 'ERR_GZIP'
  | 'ERR_DECOMPRESSION_LIMIT'
  | 'ERR_READ'
  | 'ERR_UNKNOWN_ID'
  | 'ERR_UNKNOWN_CLASS'
  | 'ERR_USAGE'
  | 'ERR_OUTPUT_EXISTS'
  | 'ERR_WRITE'
  | 'ERR_ABORTED';

/** What an error knows of the place where it happened; everything is optional. */
export interface ErrorPlace {
  /** The file, as the caller named it. */
  file?: string;
  /** Top-level section of the snapshot, such as `nodes`. */
  section?: string;
  /** Offset in the uncompressed bytes. */
  byteOffset?: number;
  /** The file is compressed, so these are not the bytes that it consists of. */
  isUnpacked?: boolean;
  /** 0-based record in the section. */
  recordIndex?: number;
  expected?: string;
  actual?: string;
}

/** States facts in `message`; the fields hold them again for programs. */
export class HeapdiffError extends Error {
  readonly code: ErrorCode;
  readonly file: string | undefined;
  readonly section: string | undefined;
  readonly byteOffset: number | undefined;
  readonly isUnpacked: boolean | undefined;
  readonly recordIndex: number | undefined;
  readonly expected: string | undefined;
  readonly actual: string | undefined;

  constructor(code: ErrorCode, message: string, place: ErrorPlace = {}) {
    super(message);
    this.name = 'HeapdiffError';
    this.code = code;
    this.file = place.file;
    this.section = place.section;
    this.byteOffset = place.byteOffset;
    this.isUnpacked = place.isUnpacked;
    this.recordIndex = place.recordIndex;
    this.expected = place.expected;
    this.actual = place.actual;
  }

  /** Everything it says as plain data, which can pass between threads where the class cannot. */
  toFields(): { code: ErrorCode; message: string; place: ErrorPlace } {
    const place = definedOnly(this);
    if (this.file !== undefined) place.file = this.file;
    return { code: this.code, message: this.message, place };
  }

  /** The same error with the file's name added, for callers that know it. */
  inFile(file: string): HeapdiffError {
    return new HeapdiffError(this.code, this.message, { ...definedOnly(this), file });
  }
}

function definedOnly(error: HeapdiffError): ErrorPlace {
  const place: ErrorPlace = {};
  if (error.section !== undefined) place.section = error.section;
  if (error.byteOffset !== undefined) place.byteOffset = error.byteOffset;
  if (error.isUnpacked !== undefined) place.isUnpacked = error.isUnpacked;
  if (error.recordIndex !== undefined) place.recordIndex = error.recordIndex;
  if (error.expected !== undefined) place.expected = error.expected;
  if (error.actual !== undefined) place.actual = error.actual;
  return place;
}

// SPDX-License-Identifier: MIT
// Error codes -> what a person can do about it.

import type { ErrorCode } from '../core/errors.js';

const takeAgain = 'damaged: copy it again, or take another snapshot';

/** One clause without a full stop, or an empty text where there is nothing to add. */
export function adviceFor(code: ErrorCode): string {
  switch (code) {
    case 'ERR_EMPTY_FILE':
      return 'the process may have run out of disk or memory while it wrote; take another snapshot';
    case 'ERR_TRUNCATED':
      return 'cut short: copy it again, or wait until it is written';
    case 'ERR_NOT_HEAPSNAPSHOT':
      return 'give a file that v8.writeHeapSnapshot() or Chrome DevTools wrote';
    case 'ERR_READ':
      return 'check the path and its permissions';
    case 'ERR_TRAILING_DATA':
      return 'two snapshots in one file? split them, or take another one';
    case 'ERR_GZIP':
      return 'the compressed file is damaged: copy or compress it again';
    case 'ERR_DECOMPRESSION_LIMIT':
      return 'if you trust this file, decompress it yourself and give the result';
    case 'ERR_LIMIT':
      return 'the file is beyond what heapdiff reads';
    case 'ERR_UNKNOWN_ID':
      return 'list ids with: heapdiff objects FILE';
    case 'ERR_UNKNOWN_CLASS':
      return 'list classes with: heapdiff summary FILE --limit all';
    case 'ERR_USAGE':
      return 'see heapdiff --help';
    case 'ERR_OUTPUT_EXISTS':
      return 'give another name, or --force to replace it';
    case 'ERR_WRITE':
      return 'check the folder, its permissions and the free space';
    case 'ERR_ABORTED':
      return '';
    default:
      return takeAgain;
  }
}

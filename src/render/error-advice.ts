// SPDX-License-Identifier: MIT
// Error codes -> what a person can do about it.

import type { ErrorCode } from '../core/errors.js';

const takeAgain = 'damaged: copy it again, or take another snapshot';

const unpack = 'unpack it, and give the .heapsnapshot file that comes out';

/** What some files that are no snapshots are called -> what to give instead. */
const INSTEAD: readonly (readonly [what: RegExp, advice: string])[] = [
  [/archive|(?:zstd|bzip2|xz|lz4|lzma|zlib|brotli|gzipped) data/, unpack],
  [/JavaScriptCore/, 'in Bun, write what Bun.generateHeapSnapshot("v8") or v8.writeHeapSnapshot() gives'],
  [/UTF-(?:16|32)/, 'save it as UTF-8'],
  [/DevTools protocol/, 'join the chunks of HeapProfiler.addHeapSnapshotChunk and give that text'],
  [/base64|data: URL|JSON string/, 'decode it first'],
  [/heapdiff/, 'give the snapshots that it was made from'],
  [/MemLab/, 'give the .heapsnapshot files that lie beside it'],
  [/Git LFS/, 'fetch it with: git lfs pull'],
];

/** One clause without a full stop, or an empty text where there is nothing to add. */
export function adviceFor(code: ErrorCode, actual: string = ''): string {
  switch (code) {
    case 'ERR_EMPTY_FILE':
      return 'the process may have run out of disk or memory while it wrote; take another snapshot';
    case 'ERR_TRUNCATED':
      return 'cut short: copy it again, or wait until it is written';
    case 'ERR_NOT_HEAPSNAPSHOT':
      return (
        INSTEAD.find(([what]) => what.test(actual))?.[1] ??
        'give a file that v8.writeHeapSnapshot() or Chrome DevTools wrote'
      );
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

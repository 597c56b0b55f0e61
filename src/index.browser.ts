// The part of the public API that runs in a page: nothing here may reach a Node module.

/** The version of heapdiff. */
export { version } from './core/version.js';
/** What a page shows of snapshots in Blobs: one as a summary, several as a comparison. */
export { type BlobProgress, type NamedBlob, type ViewOptions, viewBlobs } from './engine/view-blobs.js';
/** The same, and the newest heap stays open for questions on any object. */
export {
  type CutEdge,
  type HeapAnswer,
  type HeapQuestion,
  type HeapReference,
  type HeapRows,
  type HeapSession,
  openHeapSession,
} from './engine/heap-session.js';
export { type FoundObject, type FoundObjects } from './engine/search-heap.js';
/** The one error type: coded, with the place in the file. */
export { type ErrorCode, HeapdiffError } from './core/errors.js';

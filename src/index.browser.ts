// The part of the public API that runs in a page: nothing here may reach a Node module. Snapshots come as Blobs;
// the questions are those of index.ts that take a heap in memory.

/** Opens a snapshot: the questions below take the result. */
export { type NamedBlob, loadBlob } from './engine/load-blob.js';
/** What a page shows of snapshots in Blobs: one as a summary, several as a comparison. */
export { type BlobProgress, type ViewOptions, viewBlobs } from './engine/view-blobs.js';
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

/** What grew between snapshots in memory, and why it stays alive. */
export { type DiffOptions, diffLoaded } from './engine/diff-loaded.js';
/** An analysed heap as the earlier one of a diff. */
export {
  type EarlierSnapshot,
  type LoadedSnapshots,
  buildEarlierSnapshot,
} from './engine/earlier-snapshot.js';
/** Tells later heaps what was in this one, for `isSince` and `findSurvivors`. */
export { buildBaseTable } from './engine/since-base.js';
/** The version of heapdiff. */
export { version } from './core/version.js';
/** The one error of the library: `code`, and where it is known file, section and byte. */
export { HeapdiffError, type ErrorCode, type ErrorPlace } from './core/errors.js';
/** What long work takes: `onProgress` and an AbortSignal. */
export type { Progress, TaskOptions } from './core/task.js';

/** Finds original places through source maps: an option. */
export type { GeneratedPlace, SourceLookup, SourcePlace, SourceVariable } from './core/source-place.js';

/** What is in a heap. */
export { type SummaryOptions, summarizeAnalysis } from './engine/summarize-analysis.js';
/** Why an object, or the instances of a class, stay alive. */
export { type RetainersOptions, retainersOf } from './engine/retainers-of.js';
/** An object by id, or all instances of a class. */
export type { ObjectQuery } from './engine/choose-objects.js';
/** The shortest ways from one object to another. */
export { type ChainEnd, type ChainOptions, chainsOf } from './engine/chains-of.js';
/** The bounded graph of what refers to objects, or of what they refer to. */
export { type ExcerptOptions, excerptOf } from './engine/excerpt-of.js';
/** What would go if some objects and edges went together. */
export { type FreedOptions, type FreedQuery, freedOf } from './engine/freed-of.js';
/** Everything about one object. */
export { type ShowOptions, describeObject } from './engine/describe-object.js';
/** All objects by class, shape, location, retainers, edge, size, module, package, kind or detachedness. */
export { type PartitionOptions, partitionOf } from './engine/partition-of.js';
/** The same for a heap that is in memory. */
export { type ObjectsFilter, type ObjectsOptions, type OpenObjects, objectsOf } from './engine/objects-of.js';
/** Conditions on objects: by name, by dominator, since an earlier snapshot, out of reach; and, or, not. */
export {
  type NodeTest,
  type ObjectCondition,
  both,
  either,
  hasName,
  isDominatedBy,
  isSince,
  isUnreachable,
  not,
} from './engine/object-filters.js';
/** Which nodes were in an earlier snapshot, for `partitionOf`. */
export { type BaseTable, type Survivors, findSurvivors } from './engine/since-base.js';
/** A snapshot with everything that is known of it, as typed-array columns. */
export type { Analysis, ShapeSource } from './engine/analyze.js';
/** The columns of nodes and edges in it. */
export type { HeapGraph } from './heap/heap-graph.js';
/** Any other report for a page, and the page itself from the template `heapdiff/viewer/report.html`. */
export { buildViewerData, renderHtml } from './render/html.js';
/** An excerpt report as a graphology graph. */
export { type GraphParts, toGraphology } from './excerpt/to-graphology.js';
/** What a drawing of an excerpt shows besides names. */
export type { DrawingInfo, DrawingOptions } from './render/excerpt-labels.js';
/** An excerpt report as Graphviz DOT. */
export { renderDot } from './render/excerpt-dot.js';
/** An excerpt report as GraphML. */
export { renderGraphml } from './render/excerpt-graphml.js';
/** An excerpt report as a picture, without a browser. */
export { renderSvg } from './render/excerpt-svg.js';
/** Any report but that of `openObjects` as text, JSON, Markdown, CSV or NDJSON. */
export { type ReportFormat, type WholeReport, renderReport } from './render/render-report.js';
/** The cells of `openObjects` in the same formats, one batch at a time. */
export { type ObjectsFormat, buildObjectsWriter } from './render/objects-writer.js';
export type { ObjectsHead, ObjectsPlanner, ObjectsWriter } from './render/objects-parts.js';
/** Rows that a writer has planned -> bytes, here or in another thread. */
export { type ByteRows, writeRows } from './render/byte-rows.js';
export type { Allocate } from './core/batch-memory.js';
/** Width and colour of text. */
export type { TerminalOptions } from './render/terminal-parts.js';
/** A path of a report on one line. */
export { buildPathText } from './report/build-path.js';
/** Whether string values may be shown. */
export type { ShowStrings } from './report/mask-names.js';
/** The report contract. */
export type * from './report/model.js';

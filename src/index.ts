// The public API in Node. docs/library.md explains it; each answer is a report of the published contract.

/** The version of heapdiff. */
export { version } from './core/version.js';
/** The one error of the library: `code`, and where it is known file, section and byte. */
export { HeapdiffError, type ErrorCode } from './core/errors.js';
/** What long work takes: `onProgress` and an AbortSignal. */
export type { Progress, TaskOptions } from './core/task.js';

/** What grew between snapshots, and why it stays alive. */
export { diffSnapshots } from './engine/diff.js';
/** How much of a diff to give. */
export type { DiffOptions } from './engine/diff-loaded.js';
/** What is in one snapshot. */
export { summarizeSnapshot } from './engine/summary.js';
/** The same for a heap that is in memory. */
export { type SummaryOptions, summarizeAnalysis } from './engine/summarize-analysis.js';
/** Why an object, or the instances of a class, stay alive. */
export { type RetainersOptions, findRetainers, retainersOf } from './engine/retainers.js';
/** An object by id, or all instances of a class. */
export type { ObjectQuery } from './engine/choose-objects.js';
/** The shortest ways from one object to another. */
export { type ChainEnd, type ChainOptions, chainsOf, findChains } from './engine/chain.js';
/** The bounded graph of what refers to objects, or of what they refer to. */
export { findExcerpt } from './engine/excerpt.js';
/** The same for a heap that is in memory. */
export { type ExcerptOptions, excerptOf } from './engine/excerpt-of.js';
/** Everything about one object. */
export { type ShowOptions, describeObject, showObject } from './engine/show.js';
/** All objects by class, shape, location, retainers, edge, size, module, package, kind or detachedness. */
export { type PartitionOptions, partitionOf, partitionSnapshot } from './engine/partition.js';
/** Rows of single objects, filtered, sorted and made while they are read. */
export { type ObjectsFilter, type ObjectsOptions, type OpenObjects, openObjects } from './engine/objects.js';
/** Conditions for `openObjects`: by name, by dominator, since an earlier snapshot, out of reach. */
export { both, hasName, isDominatedBy, isSince, isUnreachable } from './engine/object-filters.js';
/** An earlier snapshot for `isSince`. */
export { type BaseTable, type Survivors, findSurvivors, loadBase } from './engine/since-base.js';
/** Rows of the objects that no root reaches. */
export { openUnreachable } from './engine/unreachable.js';
/** A snapshot with everything that is known of it, as typed-array columns. */
export { type Analysis } from './engine/analyze.js';
/** Opens a snapshot: the questions that end in `Of`, `summarizeAnalysis` and `describeObject` take the result. */
export { loadAnalysis } from './engine/load-analysis.js';
/** An excerpt report as a graphology graph. */
export { toGraphology } from './excerpt/to-graphology.js';
/** An excerpt report as Graphviz DOT. */
export { renderDot } from './render/excerpt-dot.js';
/** An excerpt report as GraphML. */
export { renderGraphml } from './render/excerpt-graphml.js';
/** An excerpt report as a picture, without a browser. */
export { renderSvg } from './render/excerpt-svg.js';
/** Any report but that of `openObjects` as text, JSON, Markdown, CSV or NDJSON. */
export { renderReport } from './render/render-report.js';
/** A path of a report on one line. */
export { buildPathText } from './report/build-path.js';
/** The report contract. */
export type * from './report/model.js';

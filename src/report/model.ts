// SPDX-License-Identifier: MIT
// The report contract, version 1: what heapdiff's JSON says. Types only; imports nothing. The published JSON
// Schema is generated from the type `Report` here. Fields may be added, never renamed or given another meaning.
//
// Arrays are always present; no NaN, no Infinity; sizes are bytes; lines and columns are 1-based; order is
// deterministic; what is unknown is null.

/** @asType integer */
export type Int = number;

/** A whole list cut to its first rows: `shown` = rows.length of `total`. */
export interface Cut<Row> {
  readonly total: Int;
  readonly shown: Int;
  readonly rows: readonly Row[];
}

/** Which part a snapshot has in the comparison; the order given is time order. */
export type SnapshotRole = 'baseline' | 'target' | 'final' | 'single';

export interface SnapshotInfo {
  /** As the caller named it. */
  readonly path: string;
  readonly role: SnapshotRole;
  /** What wrote it, told from the heap itself, such as `Node 20 (V8 11.3)`. */
  readonly producer: string;
  readonly nodeCount: Int;
  readonly edgeCount: Int;
  /** Sum of all shallow sizes. */
  readonly totalSize: Int;
  /** Bytes outside the JavaScript heap that the file declares, 0 where it declares none. */
  readonly extraNativeSize: Int;
  /** Bytes on disk (compressed if the file is); null for a pipe. */
  readonly fileSize: Int | null;
  /** ISO 8601, from the file or its sidecar, never from mtime. */
  readonly capturedAt: string | null;
}

export interface Warning {
  /** Stable, for scripts: lower-case words with hyphens. */
  readonly code: string;
  readonly message: string;
}

export interface ReportHead {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'heapdiff'; readonly version: string };
  readonly snapshots: readonly SnapshotInfo[];
  readonly warnings: readonly Warning[];
}

/** Where a source map points. */
export interface SourceLocation {
  readonly url: string;
  readonly line: Int;
  readonly column: Int;
  readonly name: string | null;
}

export interface Location {
  readonly url: string;
  readonly line: Int;
  readonly column: Int;
  /** True where the object has no location of its own and this is the nearest function or module. */
  readonly nearest: boolean;
  readonly source: SourceLocation | null;
}

/** One frame of the stack that allocated an object, innermost first. */
export interface AllocationFrame {
  readonly functionName: string;
  readonly url: string;
  /** Null where V8 did not know. */
  readonly line: Int | null;
  readonly column: Int | null;
}

/** Fewest retaining edges from user roots; `system` = reached only through V8's own roots. */
export type Distance = Int | 'system' | 'unreachable';

export type Detachedness = 'unknown' | 'attached' | 'detached';

/** V8's type of an edge; producers with edge types of their own keep their words. */
export interface StepEdge {
  readonly kind: string;
  /** Property, variable, or the index of an element in decimal; empty where several indexes are merged. */
  readonly name: string;
}

/** An object that a path leaves out. */
export interface FoldedStep {
  readonly id: Int;
  readonly className: string;
  /** Of a function or a group of roots. */
  readonly name: string | null;
  /** How it is reached from the one before; null at the root. */
  readonly edge: StepEdge | null;
}

/** One step of a retaining path, which goes from a GC root down to the object. */
export interface PathStep {
  readonly id: Int;
  readonly className: string;
  /** What a person would call the object where that differs from its class: variable, property, file. */
  readonly name: string | null;
  /** How the step is reached from the one before; null for the first. */
  readonly edge: StepEdge | null;
  /** Steps left out before this one because they are V8 internals or repeats. */
  readonly folded: Int;
  /** These steps, from the upper one down, where they were asked for; of very many the first and the last. */
  readonly foldedSteps?: readonly FoldedStep[];
  /** A function's own name, where it has one and `name` is another. */
  readonly functionName?: string;
  readonly location: Location | null;
  readonly shallowSize: Int | null;
  readonly retainedSize: Int | null;
}

// --- diff

export interface Identity {
  readonly mode: 'id' | 'structural';
  /** Of the ids in both snapshots, the fraction whose kind and name agree; 0 where they share no id. */
  readonly matchedFraction: number;
  readonly reason: string;
}

export interface DiffTotals {
  /** One entry a snapshot, as in every array of this kind. */
  readonly counts: readonly Int[];
  readonly shallowSizes: readonly Int[];
  readonly growth: { readonly count: Int; readonly shallowSize: Int };
  readonly outsideHeap: readonly Int[];
}

/** One class key; everything but the arrays compares the first with the last snapshot. */
export interface ClassGrowth {
  /** `className` or `className@url:line:column`; unique and the same in another run. */
  readonly key: string;
  readonly className: string;
  readonly location: Location | null;
  readonly counts: readonly Int[];
  readonly shallowSizes: readonly Int[];
  readonly retainedSizes: readonly Int[];
  readonly added: { readonly count: Int; readonly shallowSize: Int } | null;
  readonly removed: { readonly count: Int; readonly shallowSize: Int } | null;
  readonly resized: { readonly count: Int; readonly sizeDelta: Int } | null;
  readonly delta: { readonly count: Int; readonly shallowSize: Int; readonly retainedSize: Int };
  /** Some added instances (of the last snapshot), newest last; empty where there are none. */
  readonly sampleIds: readonly Int[];
  /** Why a sample stays alive; only for the top growing classes, else null. */
  readonly path: readonly PathStep[] | null;
}

/** An object of both snapshots, the same kind and name, with another shallow size. */
export interface ResizedObject {
  readonly id: Int;
  readonly className: string;
  /** Variable or property that holds it, or null. */
  readonly name: string | null;
  readonly shallowSizes: readonly [Int, Int];
  /** Room for entries (slots of its table) before and after, where it is a Map, Set or Array. */
  readonly entries: readonly [Int, Int] | null;
  readonly sizeDelta: Int;
  readonly location: Location | null;
}

export type CauseKind =
  | 'module-cache'
  | 'detached-dom'
  | 'timer'
  | 'event-listener'
  | 'dangling-subscription'
  | 'async-context'
  | 'pending-promise'
  | 'unclosed-handle'
  | 'external-memory'
  | 'string-accumulation'
  | 'closure-context'
  | 'global-variable'
  | 'unbounded-collection'
  | 'other';

export interface Cause {
  readonly kind: CauseKind;
  readonly confidence: 'high' | 'medium' | 'low';
  readonly evidence: readonly string[];
  readonly advice: string;
}

export interface GrowingClass {
  readonly className: string;
  readonly key: string;
  readonly location: Location | null;
  /** All instances of the class key in each snapshot. */
  readonly counts: readonly Int[];
  /** Of this suspect's group only; one entry fewer than there are snapshots. */
  readonly addedPerStep: readonly Int[];
  readonly shallowSizes: readonly Int[];
  readonly sampleIds: readonly Int[];
}

export interface Holder {
  readonly id: Int;
  readonly className: string;
  readonly name: string | null;
  readonly kind: string;
  /** Entries in each snapshot, where it is a collection. */
  readonly sizes: readonly Int[] | null;
  readonly location: Location | null;
}

export interface Suspect {
  /** 1-based. */
  readonly rank: Int;
  /** The same leak has the same fingerprint in every run. */
  readonly fingerprint: string;
  readonly title: string;
  readonly growing: GrowingClass;
  /** Further classes that grow with it, largest first. */
  readonly also: readonly GrowingClass[];
  readonly growth: {
    readonly count: Int;
    readonly shallowSize: Int;
    /** Shared out between suspects, so that their sum counts no byte twice. */
    readonly retained: Int;
    /** What fixing this one alone frees. */
    readonly exclusive: Int;
  };
  readonly holder: Holder;
  readonly path: readonly PathStep[];
  /** The path on one line, in people's names. */
  readonly pathText: string;
  readonly otherPaths: readonly (readonly PathStep[])[];
  readonly cause: Cause;
  readonly owner: { readonly package: string | null; readonly file: string | null };
  /** A documented benign or library retainer. */
  readonly known: { readonly name: string; readonly note: string } | null;
}

/** Classes of one kind that take more bytes in the last snapshot than in the first. */
export interface GrowthShare {
  readonly classes: Int;
  readonly shallowSize: Int;
}

/** What was looked at: every class that grew, by what its numbers say, each counted once. */
export interface Examined {
  /** All classes of all snapshots. */
  readonly classes: Int;
  /** V8's and the runtime's own: compiled code, shapes, tables. */
  readonly runtime: GrowthShare;
  /** Grew, and stood still at the last step: warm-up. Needs three snapshots. */
  readonly settled: GrowthShare;
  /** Half or more of what was added is gone again: churn. */
  readonly replaced: GrowthShare;
  /** The rest: grew to the end. */
  readonly growing: GrowthShare;
}

export interface DiffReport extends ReportHead {
  readonly kind: 'diff';
  readonly identity: Identity;
  readonly totals: DiffTotals;
  readonly classes: Cut<ClassGrowth>;
  readonly suspects: Cut<Suspect>;
  readonly examined: Examined;
  /** Largest change first; empty in structural mode. */
  readonly resized: Cut<ResizedObject>;
}

// --- summary

export interface ClassSummary {
  readonly key: string;
  readonly className: string;
  readonly location: Location | null;
  readonly count: Int;
  readonly shallowSize: Int;
  readonly retainedSize: Int;
  /** The smallest of its instances. */
  readonly distance: Distance;
  /** Where most of its instances were allocated, innermost first, if the snapshot has traces. */
  readonly allocationStack: readonly AllocationFrame[] | null;
}

/** DevTools' categories of memory, in bytes. */
export interface Statistics {
  readonly total: Int;
  readonly native: { readonly total: Int; readonly typedArrays: Int };
  readonly v8heap: {
    readonly total: Int;
    readonly code: Int;
    readonly jsArrays: Int;
    readonly strings: Int;
    readonly system: Int;
  };
}

/** A single object, as `biggest` and `retainers` show it. */
export interface ObjectInfo {
  readonly id: Int;
  readonly className: string;
  /** Variable, property or file that a person would call it by, or null. */
  readonly name: string | null;
  readonly shallowSize: Int;
  readonly retainedSize: Int;
  readonly distance: Distance;
  readonly location: Location | null;
  /** Innermost first; null where the snapshot has no allocation traces. */
  readonly allocationStack: readonly AllocationFrame[] | null;
}

export interface SummaryReport extends ReportHead {
  readonly kind: 'summary';
  readonly statistics: Statistics;
  /** By retained size. */
  readonly classes: Cut<ClassSummary>;
  /** Single objects by retained size. */
  readonly biggest: readonly ObjectInfo[];
  /** Objects that keep a large part of the heap as many objects of one class, by retained size; at most five. */
  readonly accumulations: readonly Accumulation[];
}

/** A collection, list or tree with most of what it keeps. */
export interface Accumulation {
  readonly holder: ObjectInfo;
  /** Of what it keeps most of. */
  readonly className: string;
  readonly count: Int;
  /** Bytes that go with these objects. */
  readonly retainedSize: Int;
}

// --- retainers and chain

/** Objects of one class that hold a node of the level above in the same way, merged. */
export interface RetainerTreeNode {
  readonly className: string;
  readonly name: string | null;
  /** How these hold the level above; null for the root of the tree. */
  readonly edge: StepEdge | null;
  /** How many objects are merged here. */
  readonly count: Int;
  /** One of them. */
  readonly sampleId: Int;
  /** Sum of the merged objects' shallow sizes. */
  readonly shallowSize: Int;
  readonly location: Location | null;
  /** How many objects of the level above these hold; for the root as many as `count`. */
  readonly holds: Int;
  readonly retainers: readonly RetainerTreeNode[];
  /** Retainers that breadth or depth left out here; 0 = none. */
  readonly more: Int;
}

export interface RetainersReport extends ReportHead {
  readonly kind: 'retainers';
  readonly target: ObjectInfo;
  /** Where a class was asked for: how many instances it has; the target is one of them. Else null. */
  readonly instances: {
    readonly className: string;
    readonly count: Int;
    readonly sampleIds: readonly Int[];
  } | null;
  /**
   * Of one object: shortest first, each different in its last named holder. Of a class: one for each way in which
   * instances are held, the most frequent first.
   */
  readonly paths: readonly (readonly PathStep[])[];
  /** For each path, how many of the instances are held in the same way; 1 where one object was asked for. */
  readonly pathCounts: readonly Int[];
  /** Merged retainers; the root is the target itself. */
  readonly tree: RetainerTreeNode;
  /** From the root down to the target's immediate dominator. */
  readonly dominators: readonly PathStep[];
}

export interface ChainReport extends ReportHead {
  readonly kind: 'chain';
  readonly from: ObjectInfo;
  readonly to: ObjectInfo;
  readonly paths: readonly (readonly PathStep[])[];
}

// --- excerpt

export interface ExcerptNode {
  readonly id: Int;
  /** Of a Map, Set or array: entries that refer to something; absent for other nodes. */
  readonly entries?: Int;
  readonly className: string;
  readonly name: string | null;
  readonly kind: string;
  readonly shallowSize: Int;
  readonly retainedSize: Int;
  readonly distance: Distance;
  readonly detachedness: Detachedness;
  readonly location: Location | null;
  /** Objects that keep it, drawn or not; without those that hold it for V8, unless all edges were asked for. */
  readonly retainers: Int;
  /** Neighbours that the bounds left out. */
  readonly more: Int;
}

export interface ExcerptEdge {
  readonly from: Int;
  readonly to: Int;
  readonly kind: string;
  readonly name: string;
  readonly retaining: boolean;
  /** Exact: the target's retained size if this is the only retaining way in from outside it, else 0. */
  readonly freedIfCut: Int;
  /** Out of a Map's table to a value: the text of the key, masked as everywhere; left out where it is a number. */
  readonly key?: string;
}

export interface ExcerptReport extends ReportHead {
  readonly kind: 'excerpt';
  readonly direction: 'backrefs' | 'refs';
  readonly target: ObjectInfo;
  readonly nodes: readonly ExcerptNode[];
  readonly edges: readonly ExcerptEdge[];
  /** Nodes that the bounds left out. */
  readonly more: Int;
}

// --- objects

/** One object; a report holds only the columns that were asked for. */
export interface ObjectRow {
  readonly id: Int;
  readonly className: string;
  readonly shallowSize: Int;
  /** The raw number in the file. */
  readonly selfSize: Int;
  readonly retainedSize: Int;
  readonly distance: Distance;
  readonly detachedness: Detachedness;
  readonly kind: string;
  readonly name: string;
  readonly dominatorId: Int;
  readonly location: Location | null;
  /** Innermost first; null where the snapshot has no allocation traces. */
  readonly allocationStack: readonly AllocationFrame[] | null;
}

export type ObjectColumn = keyof ObjectRow;

/** Values that repeat, by number: the same code means the same value. */
export interface CodedCells<Value> {
  readonly codes: Uint32Array;
  readonly valueOf: (code: number) => Value;
  /** Where most values are numbers, and many differ: those, and -1 for what is no number. */
  readonly numbers?: Float64Array;
}

/** Objects by column instead of by row: ids and sizes as they are, everything else coded; all of one length. */
export type ObjectCells = {
  readonly [C in ObjectColumn]?: ObjectRow[C] extends Int ? Float64Array : CodedCells<ObjectRow[C]>;
};

export interface ObjectsReport extends ReportHead {
  readonly kind: 'objects';
  readonly columns: readonly ObjectColumn[];
  readonly total: Int;
  readonly shown: Int;
  /** One row an object, with the columns above as keys. */
  readonly rows: readonly Partial<ObjectRow>[];
}

// --- partition

export type PartitionCriterion =
  | 'class'
  | 'shape'
  | 'location'
  | 'retainers'
  | 'edge'
  | 'size'
  | 'module'
  | 'package'
  | 'kind'
  | 'detachedness';

export interface PartitionRow {
  readonly key: string;
  readonly count: Int;
  readonly shallowSize: Int;
  /** Counts no byte twice within the row. */
  readonly retainedSize: Int;
  /** Of all shallow bytes, 0 to 1. */
  readonly share: number;
  /** The same for this row and all before it. */
  readonly cumulativeShare: number;
}

/** All objects by one criterion. */
export interface PartitionReport extends ReportHead {
  readonly kind: 'partition';
  readonly by: PartitionCriterion;
  /** Of the objects that were asked about. */
  readonly totals: { readonly count: Int; readonly shallowSize: Int };
  /** By shallow size. */
  readonly groups: Cut<PartitionRow>;
}

// --- growth by one criterion

export interface GrowthRow {
  readonly key: string;
  /** One entry a snapshot. */
  readonly counts: readonly Int[];
  readonly shallowSizes: readonly Int[];
  /** Counts no byte twice within the row. */
  readonly retainedSizes: readonly Int[];
  /** The last snapshot against the first, or against the largest before it. */
  readonly delta: { readonly count: Int; readonly shallowSize: Int; readonly retainedSize: Int };
  /** Of the shallow bytes by which groups have grown, 0 to 1; 0 for groups that have not. */
  readonly share: number;
  /** The same for this row and all before it. */
  readonly cumulativeShare: number;
}

/** Groups of two or more snapshots side by side. */
export interface GrowthReport extends ReportHead {
  readonly kind: 'growth';
  readonly by: PartitionCriterion;
  /** What the last snapshot is compared with; `peak`: with the largest value of each group in any before it. */
  readonly against: 'first' | 'peak';
  readonly totals: { readonly counts: readonly Int[]; readonly shallowSizes: readonly Int[] };
  /** By growth of shallow size; groups that have not changed are left out, against the peak all that have not grown. */
  readonly groups: Cut<GrowthRow>;
}

// --- what goes with a set

/** All edges of one object that have this name. */
export interface NamedEdge {
  readonly ownerId: Int;
  readonly name: string;
}

/** What nothing holds any more once some objects and edges are gone: all of them together, not one by one. */
export interface FreedReport extends ReportHead {
  readonly kind: 'freed';
  /** Objects that go. */
  readonly objects: { readonly count: Int; readonly sampleIds: readonly Int[] };
  /** The class that was asked for, all of whose instances go, or null. */
  readonly className: string | null;
  readonly edges: readonly NamedEdge[];
  /** Of all that goes, the objects themselves too. */
  readonly freed: { readonly count: Int; readonly shallowSize: Int };
  /** What would go with at least one of them if each went alone, no byte counted twice. */
  readonly freedAlone: Int;
  /** By shallow size. */
  readonly classes: Cut<{ readonly className: string; readonly count: Int; readonly shallowSize: Int }>;
}

// --- one object

/** A property, variable, element or internal field. */
export interface ObjectField {
  readonly edge: StepEdge;
  readonly retaining: boolean;
  readonly id: Int;
  readonly className: string;
  /** Text of a string or number where it may be shown, `string(len 34)` where not; null for other values. */
  readonly value: string | null;
  readonly shallowSize: Int;
  readonly retainedSize: Int;
}

/** Everything about one object. */
export interface ObjectReport extends ReportHead {
  readonly kind: 'object';
  readonly target: ObjectInfo;
  readonly nodeKind: string;
  readonly selfSize: Int;
  readonly detachedness: Detachedness;
  readonly fields: Cut<ObjectField>;
  /** What goes with it: the objects that it immediately dominates, by retained size. */
  readonly dominated: Cut<ObjectInfo>;
  readonly path: readonly PathStep[];
  /** Edges into it. */
  readonly retainers: Cut<ObjectField>;
}

/** Everything that `--json` prints. */
export type Report =
  | DiffReport
  | SummaryReport
  | RetainersReport
  | ChainReport
  | ExcerptReport
  | ObjectsReport
  | PartitionReport
  | GrowthReport
  | FreedReport
  | ObjectReport;

// --- the viewer's page

/** The bounded graph around a suspect, drawn by the viewer; `nodes` and `edges` as in an excerpt. */
export interface SuspectExcerpt {
  readonly fingerprint: string;
  readonly targetId: Int;
  readonly nodes: readonly ExcerptNode[];
  readonly edges: readonly ExcerptEdge[];
}

/** A subtree of the dominator tree of the last snapshot; siblings too small to draw are merged into one. */
export interface DominatedTree {
  /** Null where several objects are merged. */
  readonly id: Int | null;
  readonly className: string;
  readonly name: string | null;
  readonly location: Location | null;
  readonly retainedSize: Int;
  /**
   * Against the same object in the first snapshot, all of it where that is new; null where objects cannot be
   * followed, and for what is merged. Of an object that kept next to nothing in the first snapshot, up to 1/20,000
   * of that heap too much.
   */
  readonly growth: Int | null;
  readonly count: Int;
  readonly children: readonly DominatedTree[];
}

/** Instances whose retained sizes lie between two numbers, both included. */
export interface SizeBar {
  readonly least: Int;
  readonly most: Int;
  readonly count: Int;
}

/** The instances of one class in the last snapshot. */
export interface ClassDetail {
  readonly key: string;
  readonly count: Int;
  /** Of the retained sizes. */
  readonly median: Int;
  /** Smallest first. */
  readonly sizes: readonly SizeBar[];
  /** One path for each way in which they are held, the most frequent first; `total` ways in all. */
  readonly ways: {
    readonly total: Int;
    readonly rows: readonly { readonly path: readonly PathStep[]; readonly count: Int }[];
  };
}

/** An object that a report names by its id only. */
export interface ObjectSizes {
  readonly id: Int;
  readonly shallowSize: Int;
  readonly retainedSize: Int;
}

/** What an HTML page holds: any report, and what only a picture needs. */
export interface ViewerData {
  readonly report: DiffReport | SummaryReport | RetainersReport | ChainReport | ExcerptReport;
  /** Around a suspect or the object that was asked for, as the report's kind says. */
  readonly excerpts: readonly SuspectExcerpt[];
  /** Of an excerpt of what refers to an object: why that stays, shortest first. */
  readonly paths: readonly (readonly PathStep[])[];
  /** Of the classes that grew most, those of suspects first; of a summary the largest. */
  readonly classDetails: readonly ClassDetail[];
  /** New objects of the classes that grew most. */
  readonly samples: readonly ObjectSizes[];
  readonly dominated: DominatedTree | null;
  /** One entry a snapshot, or none. */
  readonly statistics: readonly Statistics[];
}

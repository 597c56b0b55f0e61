// SPDX-License-Identifier: MIT
// What the writer is given: a heap in plain words. Everything may be made on the fly: each list is gone
// through several times, so it must start anew each time, but its items may be one object used again.

/** A heap to be written as a snapshot. */
export interface HeapDescription {
  /** In file order; the first one is the root. */
  readonly nodes: Iterable<DescribedNode>;
  readonly locations?: Iterable<DescribedLocation>;
  readonly traces?: DescribedTraces;
  readonly samples?: Iterable<DescribedSample>;
  readonly extraNativeBytes?: number;
}

/** One node and the edges that it owns. */
export interface DescribedNode {
  /** A type's name, such as `object`. */
  readonly type: string;
  readonly name: string;
  readonly id: number;
  readonly selfSize: number;
  readonly edges: Iterable<DescribedEdge>;
  /** 0 unknown, 1 attached, 2 detached. */
  readonly detachedness?: number;
  /** Id of a node in the trace tree. */
  readonly traceNode?: number;
}

/** One edge; elements (and V8's hidden edges) are numbered, all others are named. */
export interface DescribedEdge {
  readonly type: string;
  readonly name: string | number;
  /** Ordinal of the target in `nodes`. */
  readonly target: number;
}

/** Where the class or function of a node is defined; lines and columns count from 0. */
export interface DescribedLocation {
  readonly node: number;
  readonly scriptId: number;
  readonly line: number;
  readonly column: number;
}

/** Call stacks of allocations. */
export interface DescribedTraces {
  readonly functions: readonly DescribedFunction[];
  readonly root: DescribedTraceNode;
}

/** A function in a stack; lines and columns count from 1, 0 is unknown. */
export interface DescribedFunction {
  readonly id: number;
  readonly name: string;
  readonly scriptName: string;
  readonly scriptId: number;
  readonly line: number;
  readonly column: number;
}

/** A stack is the way from the root of the tree to one of its nodes, outermost call first. */
export interface DescribedTraceNode {
  readonly id: number;
  /** Position in `functions`. */
  readonly functionIndex: number;
  readonly count: number;
  readonly size: number;
  readonly children: readonly DescribedTraceNode[];
}

/** One moment of an allocation timeline. */
export interface DescribedSample {
  readonly timestamp: number;
  readonly lastId: number;
}

// SPDX-License-Identifier: MIT
// Branded positions, and columns that can only be indexed by the right kind of position.
// The brands exist for the type checker alone: a column is a plain typed array at run time.

declare const nodeBrand: unique symbol;
declare const edgeBrand: unique symbol;
declare const stringBrand: unique symbol;

/** 0-based position of a node in one snapshot. Means nothing in another snapshot. */
export type NodeOrdinal = number & { readonly [nodeBrand]: true };
/** 0-based position of an edge in one snapshot. */
export type EdgeOrdinal = number & { readonly [edgeBrand]: true };
/** 0-based position of a string in one snapshot's string table. */
export type StringIndex = number & { readonly [stringBrand]: true };

/** "No such node": the largest Uint32, which no graph reaches. */
export const NO_NODE: NodeOrdinal = 0xffffffff as NodeOrdinal;
/** "No such edge". */
export const NO_EDGE: EdgeOrdinal = 0xffffffff as EdgeOrdinal;

/** One value a node, readable by node ordinal only. */
export interface NodeColumn<T extends number = number> {
  readonly [node: NodeOrdinal]: T;
  readonly length: number;
}

/** One value an edge, readable by edge ordinal only. */
export interface EdgeColumn<T extends number = number> {
  readonly [edge: EdgeOrdinal]: T;
  readonly length: number;
}

/** Where each node's run of edges starts; entry `nodeCount` closes the last run. */
export interface FirstEdgeColumn {
  readonly [node: number]: EdgeOrdinal;
  readonly length: number;
}

/** A column whose values may need more than 32 bits: Uint32Array until one does not fit. */
export type WideArray = Uint32Array | Float64Array;
